DROP VIEW "public"."online_accounts";--> statement-breakpoint
CREATE INDEX "account_days_of_merchant" ON "account_days" USING btree ("merchant_id","day");--> statement-breakpoint
CREATE INDEX "fixed_codes_of_merchant" ON "fixed_codes" USING btree ("merchant_id","amount_fen") WHERE not is_removed;--> statement-breakpoint
CREATE VIEW "public"."online_accounts" AS (
  select a.merchant_id, a.id, a.mode, a.type, a.rule_id
  from accounts a
  left join monitors m on m.merchant_id = a.merchant_id and m.id = a.monitor_id and not m.is_removed
  left join sessions s on s.merchant_id = a.merchant_id and s.account_id = a.id and not s.is_removed
  where not a.is_removed
    and (a.online_switch = 'on' or (a.online_switch = 'auto' and (
      m.last_seen_at > now() - make_interval(secs => 3 * m.beat_seconds)
      or (s.status = 'online' and s.last_seen_at > now() - interval '45 seconds')))));