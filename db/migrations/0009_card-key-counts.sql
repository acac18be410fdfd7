CREATE TABLE "card_key_counts" (
	"merchant_id" bigint NOT NULL,
	"product_id" bigint NOT NULL,
	"mode" text NOT NULL,
	"block" bigint NOT NULL,
	"keys" integer NOT NULL,
	CONSTRAINT "card_key_counts_merchant_id_product_id_mode_block_pk" PRIMARY KEY("merchant_id","product_id","mode","block"),
	CONSTRAINT "card_key_counts_keys" CHECK ("card_key_counts"."keys" >= 0)
);
--> statement-breakpoint
ALTER TABLE "card_key_counts" ADD CONSTRAINT "card_key_counts_merchant_id_product_id_products_merchant_id_id_fk" FOREIGN KEY ("merchant_id","product_id") REFERENCES "public"."products"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" DROP COLUMN "live_keys";--> statement-breakpoint
ALTER TABLE "products" DROP COLUMN "test_keys";--> statement-breakpoint
INSERT INTO "card_key_counts" ("merchant_id", "product_id", "mode", "block", "keys")
  SELECT "merchant_id", "product_id", "mode", "id" / 1000, count(*) FROM "card_keys" GROUP BY 1, 2, 3, 4;--> statement-breakpoint
-- Every buyer takes the oldest unsold key, so the taken ones lie dead at the front of its index until it is cleaned.
ALTER TABLE "card_keys" SET (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.01, vacuum_index_cleanup = on);
