ALTER TABLE "quick_pay_links" ADD COLUMN "previous_token" text;--> statement-breakpoint
ALTER TABLE "quick_pay_links" ADD COLUMN "previous_token_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE VIEW "public"."quick_pay_usage" AS (
  select merchant_id, link_id, count(*) as order_count,
    count(*) filter (where status in ('created', 'pending')) as open_count,
    coalesce(sum(price_fen) filter (where status in ('created', 'pending')), 0)::bigint as open_fen,
    count(*) filter (where status in ('paid', 'refunded')) as paid_count,
    coalesce(sum(paid_fen), 0)::bigint as paid_fen,
    coalesce(sum(price_fen) filter (where paid_at >=
      date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'), 0)::bigint as today_fen
  from orders where link_id is not null group by merchant_id, link_id);--> statement-breakpoint
-- The last word on whether a link takes one more order. Placings on a limited link stand in line on its row, and
-- each then sees all that were placed before it: two buyers can never have the last place. SQLSTATE MT001 is ours.
CREATE FUNCTION refuse_beyond_quick_pay_limits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  link quick_pay_links;
  taken quick_pay_usage;
BEGIN
  SELECT * INTO link FROM quick_pay_links WHERE merchant_id = NEW.merchant_id AND mode = NEW.mode AND id = NEW.link_id;
  IF link.payments_max IS NOT NULL OR link.daily_fen_max IS NOT NULL THEN
    SELECT * INTO link FROM quick_pay_links WHERE merchant_id = NEW.merchant_id AND id = NEW.link_id FOR NO KEY UPDATE;
  END IF;
  -- The same tap again finds its order and takes no second place.
  IF EXISTS (SELECT FROM orders
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
CREATE TRIGGER orders_quick_pay_limits BEFORE INSERT ON orders FOR EACH ROW
WHEN (NEW.link_id IS NOT NULL) EXECUTE FUNCTION refuse_beyond_quick_pay_limits();
