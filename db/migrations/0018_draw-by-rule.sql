DROP INDEX "accounts_candidates";--> statement-breakpoint
CREATE INDEX "accounts_candidates" ON "accounts" USING btree ("merchant_id","mode","type","id","rule_id") WHERE not is_removed;