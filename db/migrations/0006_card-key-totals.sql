ALTER TABLE "products" ADD COLUMN "live_keys" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "test_keys" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "products" p SET
  "live_keys" = (SELECT count(*) FROM "card_keys" k WHERE k.merchant_id = p.merchant_id AND k.product_id = p.id AND k.mode = 'live'),
  "test_keys" = (SELECT count(*) FROM "card_keys" k WHERE k.merchant_id = p.merchant_id AND k.product_id = p.id AND k.mode = 'test')
WHERE EXISTS (SELECT 1 FROM "card_keys" k WHERE k.merchant_id = p.merchant_id AND k.product_id = p.id);
