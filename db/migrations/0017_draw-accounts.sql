DROP INDEX "account_days_of_merchant";--> statement-breakpoint
DROP INDEX "accounts_candidates";--> statement-breakpoint
CREATE INDEX "account_days_of_merchant" ON "account_days" USING btree ("merchant_id","day","paid_fen" DESC NULLS LAST,"account_id");--> statement-breakpoint
CREATE INDEX "accounts_candidates" ON "accounts" USING btree ("merchant_id","mode","type","id") WHERE not is_removed;