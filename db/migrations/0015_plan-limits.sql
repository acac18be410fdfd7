ALTER TABLE "merchant_days" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "merchant_days" CASCADE;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "plan_day" date;--> statement-breakpoint
CREATE INDEX "orders_plan_day" ON "orders" USING btree ("merchant_id","plan_day") WHERE plan_day is not null and status not in ('expired', 'closed');--> statement-breakpoint
-- The last word on whether a merchant's plan takes one more live order. Without limits it costs one look at a small
-- table. With limits, placings of the merchant stand in line on his plan's row, and each then sees all that were
-- placed before it: two orders can never have the last place. SQLSTATEs MT002 to MT004 are ours.
CREATE FUNCTION refuse_beyond_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  plan merchant_plans;
  taken_count bigint;
  taken_fen bigint;
BEGIN
  SELECT * INTO plan FROM merchant_plans WHERE merchant_id = NEW.merchant_id;
  IF NOT FOUND THEN
    RETURN NEW;
  END IF;
  IF plan.orders_per_day IS NOT NULL OR plan.sum_per_day_fen IS NOT NULL THEN
    SELECT * INTO plan FROM merchant_plans WHERE merchant_id = NEW.merchant_id FOR NO KEY UPDATE;
  END IF;
  -- The same reference again finds its order, and takes no second place.
  IF EXISTS (SELECT FROM orders
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
CREATE TRIGGER orders_plan_limits BEFORE INSERT ON orders FOR EACH ROW
WHEN (NEW.mode = 'live') EXECUTE FUNCTION refuse_beyond_plan();--> statement-breakpoint
CREATE FUNCTION refuse_accounts_beyond_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  plan merchant_plans;
BEGIN
  SELECT * INTO plan FROM merchant_plans
    WHERE merchant_id = NEW.merchant_id AND accounts_max IS NOT NULL FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM accounts WHERE merchant_id = NEW.merchant_id AND mode = NEW.mode AND NOT is_removed)
    >= plan.accounts_max THEN
    RAISE EXCEPTION 'the plan takes no more accounts' USING ERRCODE = 'MT004';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER accounts_plan_limit BEFORE INSERT ON accounts FOR EACH ROW
WHEN (NEW.mode = 'live') EXECUTE FUNCTION refuse_accounts_beyond_plan();