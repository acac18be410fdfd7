CREATE TABLE "order_lives" (
	"merchant_id" bigint NOT NULL,
	"order_id" bigint NOT NULL,
	"life" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"title" text NOT NULL,
	"price_fen" bigint NOT NULL,
	"lines" jsonb,
	CONSTRAINT "order_lives_merchant_id_order_id_life_pk" PRIMARY KEY("merchant_id","order_id","life")
);
--> statement-breakpoint
ALTER TABLE "allocations" ADD COLUMN "life" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "life" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "reopened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "order_lives" ADD CONSTRAINT "order_lives_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_reopened_ended" ON "orders" USING btree ("merchant_id","mode","reopened_at") WHERE reopened_at is not null and status in ('expired', 'closed');--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_life" CHECK ("orders"."life" > 0 and ("orders"."life" > 1) = ("orders"."reopened_at" is not null));--> statement-breakpoint
-- An order that begins another life counts like a new one: what it held of a limit was given back when it ended. It
-- is asked for by its own reference, so the existence of that reference says nothing here.
CREATE OR REPLACE FUNCTION refuse_beyond_quick_pay_limits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  link quick_pay_links;
  taken quick_pay_usage;
BEGIN
  SELECT * INTO link FROM quick_pay_links WHERE merchant_id = NEW.merchant_id AND mode = NEW.mode AND id = NEW.link_id;
  IF link.payments_max IS NOT NULL OR link.daily_fen_max IS NOT NULL THEN
    SELECT * INTO link FROM quick_pay_links WHERE merchant_id = NEW.merchant_id AND id = NEW.link_id FOR NO KEY UPDATE;
  END IF;
  -- The same tap again finds its order and takes no second place.
  IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM orders
    WHERE merchant_id = NEW.merchant_id AND mode = NEW.mode AND out_order_id = NEW.out_order_id) THEN
    RETURN NEW;
  END IF;
  IF link.id IS NULL OR link.is_disabled OR link.expires_at <= clock_timestamp() THEN
    RAISE EXCEPTION 'the quick-pay link is closed' USING ERRCODE = 'MT001';
  END IF;
  IF link.payments_max IS NULL AND link.daily_fen_max IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT * INTO taken FROM quick_pay_usage WHERE merchant_id = NEW.merchant_id AND link_id = NEW.link_id;
  IF coalesce(taken.open_count + taken.paid_count, 0) >= link.payments_max
    OR coalesce(taken.open_fen + taken.today_fen, 0) + NEW.price_fen > link.daily_fen_max THEN
    RAISE EXCEPTION 'the quick-pay link is full' USING ERRCODE = 'MT001';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER orders_quick_pay_limits_again BEFORE UPDATE OF life ON orders FOR EACH ROW
WHEN (NEW.life > OLD.life AND NEW.link_id IS NOT NULL) EXECUTE FUNCTION refuse_beyond_quick_pay_limits();--> statement-breakpoint
CREATE OR REPLACE FUNCTION refuse_beyond_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  plan merchant_plans;
  taken_count bigint;
  taken_fen bigint;
BEGIN
  NEW.plan_day := NULL;
  SELECT * INTO plan FROM merchant_plans WHERE merchant_id = NEW.merchant_id;
  IF NOT FOUND THEN
    RETURN NEW;
  END IF;
  IF plan.orders_per_day IS NOT NULL OR plan.sum_per_day_fen IS NOT NULL THEN
    SELECT * INTO plan FROM merchant_plans WHERE merchant_id = NEW.merchant_id FOR NO KEY UPDATE;
  END IF;
  -- The same reference again finds its order, and takes no second place.
  IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM orders
    WHERE merchant_id = NEW.merchant_id AND mode = NEW.mode AND out_order_id = NEW.out_order_id) THEN
    RETURN NEW;
  END IF;
  IF plan.expires_at <= clock_timestamp() THEN
    RAISE EXCEPTION 'the plan has expired' USING ERRCODE = 'MT002';
  END IF;
  IF plan.orders_per_day IS NULL AND plan.sum_per_day_fen IS NULL THEN
    RETURN NEW;
  END IF;
  NEW.plan_day := (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date;
  SELECT count(*), coalesce(sum(price_fen), 0) INTO taken_count, taken_fen FROM orders
    WHERE merchant_id = NEW.merchant_id AND plan_day = NEW.plan_day AND status NOT IN ('expired', 'closed');
  IF taken_count >= plan.orders_per_day OR taken_fen + NEW.price_fen > plan.sum_per_day_fen THEN
    RAISE EXCEPTION 'the quota of the day is spent' USING ERRCODE = 'MT003';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER orders_plan_limits_again BEFORE UPDATE OF life ON orders FOR EACH ROW
WHEN (NEW.life > OLD.life AND NEW.mode = 'live') EXECUTE FUNCTION refuse_beyond_plan();
--> statement-breakpoint
-- All readings of a text share one meaning from now on. Queries and card key calls that were pinned apart are only met
-- again where an order was named like a product's number.
UPDATE signature_pins s SET meaning = sha256('reading'::bytea)
FROM credentials c JOIN products p ON p.merchant_id = c.merchant_id
WHERE s.merchant_id = c.merchant_id AND s.digest = sha256(convert_to(c.appkey || p.id, 'UTF8'))
  AND s.meaning IN (
    sha256('gatepay-v1/findOrder'::bytea || '\x00'::bytea || convert_to(c.appkey, 'UTF8') || '\x00'::bytea || convert_to(p.id::text, 'UTF8')),
    sha256('gatepay-product/ka-show'::bytea || '\x00'::bytea || convert_to(c.appkey, 'UTF8') || '\x00'::bytea || convert_to(p.id::text, 'UTF8')));
