ALTER TABLE "merchants" DROP CONSTRAINT "merchants_amount_direction";--> statement-breakpoint
ALTER TABLE "allocations" ADD COLUMN "rest_seconds_max" integer;--> statement-breakpoint
ALTER TABLE "allocations" ADD COLUMN "visitor" text;--> statement-breakpoint
ALTER TABLE "allocations" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "amount_spread_percent" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "open_per_visitor_max" integer DEFAULT 40 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "open_per_contact_max" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "open_max" integer DEFAULT 2000 NOT NULL;--> statement-breakpoint
CREATE INDEX "allocations_of_visitor" ON "allocations" USING btree ("merchant_id","visitor","released_at") WHERE visitor is not null;--> statement-breakpoint
CREATE INDEX "allocations_of_contact" ON "allocations" USING btree ("merchant_id","contact","released_at") WHERE contact is not null;--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_amount_spread_percent" CHECK ("merchants"."amount_spread_percent" between 0 and 50);--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_open" CHECK (least("merchants"."open_per_visitor_max", "merchants"."open_per_contact_max", "merchants"."open_max") >= 0
        and greatest("merchants"."open_per_visitor_max", "merchants"."open_per_contact_max", "merchants"."open_max") <= 100000);--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_amount_direction" CHECK ("merchants"."amount_direction" in ('down', 'up', 'down_then_up'));--> statement-breakpoint
-- The amounts that an order of a price may ask, nearest first; those above the price last where they are the overflow. The
-- distance is the lesser of a sum and a share of the price, and one fen at least. Nothing else says which amounts these are:
-- payableAmounts in lib/core/allocation is the same for people, and a test compares the two. This function and those below
-- are written so that PostgreSQL puts them into the statement that names them: one SELECT, neither strict nor volatile.
CREATE FUNCTION payable_amounts(price bigint, direction text, spread_fen integer, spread_percent integer)
RETURNS TABLE (amount bigint, is_overflow boolean) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT near.amount, near.is_overflow
  FROM (SELECT least($3, greatest(1, $1 * $4 / 100))::bigint AS fen) AS distance
  CROSS JOIN LATERAL generate_series(0::bigint, CASE $2 WHEN 'down_then_up' THEN 2 * distance.fen ELSE distance.fen END) AS step
  CROSS JOIN LATERAL (
    SELECT CASE WHEN $2 = 'up' THEN $1 + step WHEN step <= distance.fen THEN $1 - step ELSE $1 + step - distance.fen END AS amount,
      $2 = 'down_then_up' AND step > distance.fen AS is_overflow
  ) AS near
  WHERE near.amount BETWEEN 1 AND 9999999999
$$;--> statement-breakpoint
-- The orders for which an amount is kept on an account: one that holds it, or one that held it and for whose late payer it
-- rests. For the order itself nothing rests.
CREATE FUNCTION amount_keepers(account_id bigint, amount bigint, rest_seconds integer, order_id bigint)
RETURNS SETOF bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT h.order_id FROM allocations h
  WHERE h.account_id = $1 AND h.payable_fen = $2
    AND (h.released_at IS NULL OR (h.order_id <> $4
      AND h.released_at > statement_timestamp() - make_interval(secs => least(h.rest_seconds_max, $3))))
$$;--> statement-breakpoint
-- The online accounts on which some amount near the price is free for the order; 0 stands for one that is not placed yet.
-- Their rules are not asked: they depend on who pays, and when.
CREATE FUNCTION accounts_with_room(merchant_id bigint, mode text, types text[], price bigint, order_id bigint)
RETURNS SETOF bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT a.id FROM merchants m JOIN online_accounts a ON a.merchant_id = m.id
  WHERE m.id = $1 AND a.merchant_id = $1 AND a.mode = $2 AND a.type = ANY ($3)
    AND EXISTS (
      SELECT 1 FROM payable_amounts($4, m.amount_direction, m.amount_spread_fen, m.amount_spread_percent) p
      WHERE NOT EXISTS (SELECT 1 FROM amount_keepers(a.id, p.amount, m.amount_rest_seconds, $5) OFFSET 0)
      OFFSET 0)
$$;
