DROP INDEX "card_keys_unsold";--> statement-breakpoint
CREATE INDEX "card_keys_unsold" ON "card_keys" USING btree ("merchant_id","product_id","mode","created_at","id") WHERE status = 'unsold';