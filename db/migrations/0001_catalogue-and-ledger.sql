CREATE TABLE "card_keys" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "card_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"product_id" bigint NOT NULL,
	"mode" text NOT NULL,
	"content_sealed" text NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"status" text DEFAULT 'unsold' NOT NULL,
	"order_id" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"moved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_keys_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "card_keys_content" UNIQUE("merchant_id","product_id","mode","content_hash"),
	CONSTRAINT "card_keys_mode" CHECK ("card_keys"."mode" in ('live', 'test')),
	CONSTRAINT "card_keys_status" CHECK ("card_keys"."status" in ('unsold', 'locked', 'sold')),
	CONSTRAINT "card_keys_unsold_has_no_order" CHECK (("card_keys"."status" = 'unsold') = ("card_keys"."order_id" is null))
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "categories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"is_removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "categories_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "categories_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"merchant_id" bigint NOT NULL,
	"order_id" bigint NOT NULL,
	"product_id" bigint NOT NULL,
	"mode" text NOT NULL,
	"name" text NOT NULL,
	"unit_price_fen" bigint NOT NULL,
	"quantity" integer NOT NULL,
	"owed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "order_lines_merchant_id_order_id_product_id_pk" PRIMARY KEY("merchant_id","order_id","product_id"),
	CONSTRAINT "order_lines_quantity" CHECK ("order_lines"."quantity" between 1 and 1000),
	CONSTRAINT "order_lines_owed_at_most_all" CHECK ("order_lines"."owed" between 0 and "order_lines"."quantity")
);
--> statement-breakpoint
CREATE TABLE "product_pictures" (
	"merchant_id" bigint NOT NULL,
	"product_id" bigint NOT NULL,
	"token" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "product_pictures_merchant_id_product_id_pk" PRIMARY KEY("merchant_id","product_id"),
	CONSTRAINT "product_pictures_token" UNIQUE("token"),
	CONSTRAINT "product_pictures_type" CHECK ("product_pictures"."content_type" in ('image/png', 'image/jpeg', 'image/webp')),
	CONSTRAINT "product_pictures_size" CHECK (octet_length("product_pictures"."bytes") between 1 and 524288)
);
--> statement-breakpoint
CREATE TABLE "products" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "products_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"category_id" bigint,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"price_fen" bigint NOT NULL,
	"delivery" text DEFAULT 'cards' NOT NULL,
	"is_on_sale" boolean DEFAULT true NOT NULL,
	"is_removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "products_id_unique" UNIQUE("id"),
	CONSTRAINT "products_price" CHECK ("products"."price_fen" > 0),
	CONSTRAINT "products_delivery" CHECK ("products"."delivery" in ('cards', 'none'))
);
--> statement-breakpoint
CREATE TABLE "fixed_codes" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "fixed_codes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" bigint NOT NULL,
	"product_id" bigint,
	"amount_fen" bigint NOT NULL,
	"code" text NOT NULL,
	"is_removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fixed_codes_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "fixed_codes_id_unique" UNIQUE("id"),
	CONSTRAINT "fixed_codes_amount_positive" CHECK ("fixed_codes"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "refunds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_id" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"way" text NOT NULL,
	"status" text NOT NULL,
	"refund_no" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"actor" text NOT NULL,
	"channel_reply" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "refunds_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "refunds_number" UNIQUE("refund_no"),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_fen" > 0),
	CONSTRAINT "refunds_way" CHECK ("refunds"."way" in ('channel', 'manual')),
	CONSTRAINT "refunds_status" CHECK ("refunds"."status" in ('sending', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "settlements" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "settlements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"method" text NOT NULL,
	"account" text NOT NULL,
	"holder" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settlements_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "settlements_amount" CHECK ("settlements"."amount_fen" > 0),
	CONSTRAINT "settlements_method" CHECK ("settlements"."method" in ('alipay', 'wechat', 'qq', 'bank'))
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "transfers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"kind" text NOT NULL,
	"from_book" text NOT NULL,
	"to_book" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"dedupe_key" text NOT NULL,
	"order_id" bigint,
	"reason" text DEFAULT '' NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "transfers_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "transfers_dedupe" UNIQUE("merchant_id","dedupe_key"),
	CONSTRAINT "transfers_amount" CHECK ("transfers"."amount_fen" > 0),
	CONSTRAINT "transfers_books_differ" CHECK ("transfers"."from_book" <> "transfers"."to_book"),
	CONSTRAINT "transfers_mode" CHECK ("transfers"."mode" in ('live', 'test'))
);
--> statement-breakpoint
CREATE TABLE "signature_pins" (
	"merchant_id" bigint NOT NULL,
	"digest" "bytea" NOT NULL,
	"meaning" "bytea" NOT NULL,
	"pinned_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signature_pins_merchant_id_digest_pk" PRIMARY KEY("merchant_id","digest")
);
--> statement-breakpoint
CREATE TABLE "quick_pay_links" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "quick_pay_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"token" text NOT NULL,
	"title" text NOT NULL,
	"contact_label" text DEFAULT '' NOT NULL,
	"min_fen" bigint,
	"max_fen" bigint,
	"presets_fen" bigint[] DEFAULT '{}' NOT NULL,
	"skin" integer DEFAULT 0 NOT NULL,
	"is_disabled" boolean DEFAULT false NOT NULL,
	"closed_message" text DEFAULT '' NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"payments_max" integer,
	"daily_fen_max" bigint,
	"view_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quick_pay_links_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "quick_pay_links_id_unique" UNIQUE("id"),
	CONSTRAINT "quick_pay_links_token" UNIQUE("merchant_id","mode","token"),
	CONSTRAINT "quick_pay_links_mode" CHECK ("quick_pay_links"."mode" in ('live', 'test')),
	CONSTRAINT "quick_pay_links_skin" CHECK ("quick_pay_links"."skin" in (0, 1)),
	CONSTRAINT "quick_pay_links_range" CHECK ("quick_pay_links"."min_fen" > 0 and "quick_pay_links"."max_fen" >= coalesce("quick_pay_links"."min_fen", 1))
);
--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "type" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "is_epay_key_echoed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "epay_refund_code" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "settlement_method" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "settlement_account" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "settlement_holder" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "choices" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "goods" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "link_id" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "is_told" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "refunded_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "card_keys" ADD CONSTRAINT "card_keys_merchant_id_product_id_products_merchant_id_id_fk" FOREIGN KEY ("merchant_id","product_id") REFERENCES "public"."products"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_keys" ADD CONSTRAINT "card_keys_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_merchant_id_product_id_products_merchant_id_id_fk" FOREIGN KEY ("merchant_id","product_id") REFERENCES "public"."products"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_pictures" ADD CONSTRAINT "product_pictures_merchant_id_product_id_products_merchant_id_id_fk" FOREIGN KEY ("merchant_id","product_id") REFERENCES "public"."products"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_merchant_id_category_id_categories_merchant_id_id_fk" FOREIGN KEY ("merchant_id","category_id") REFERENCES "public"."categories"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fixed_codes" ADD CONSTRAINT "fixed_codes_merchant_id_account_id_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","account_id") REFERENCES "public"."accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fixed_codes" ADD CONSTRAINT "fixed_codes_merchant_id_product_id_products_merchant_id_id_fk" FOREIGN KEY ("merchant_id","product_id") REFERENCES "public"."products"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature_pins" ADD CONSTRAINT "signature_pins_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_pay_links" ADD CONSTRAINT "quick_pay_links_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_keys_unsold" ON "card_keys" USING btree ("merchant_id","product_id","mode","id") WHERE status = 'unsold';--> statement-breakpoint
CREATE INDEX "card_keys_of_order" ON "card_keys" USING btree ("merchant_id","order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "card_keys_listed" ON "card_keys" USING btree ("merchant_id","product_id","mode","id");--> statement-breakpoint
CREATE UNIQUE INDEX "categories_name" ON "categories" USING btree ("merchant_id","name") WHERE not is_removed;--> statement-breakpoint
CREATE INDEX "order_lines_owed" ON "order_lines" USING btree ("merchant_id","product_id","mode","order_id") WHERE owed > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "fixed_codes_amount" ON "fixed_codes" USING btree ("account_id","amount_fen",coalesce(product_id, 0)) WHERE not is_removed;--> statement-breakpoint
CREATE INDEX "refunds_of_order" ON "refunds" USING btree ("merchant_id","order_id");--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("created_at") WHERE status = 'sending';--> statement-breakpoint
CREATE INDEX "transfers_from" ON "transfers" USING btree ("merchant_id","mode","from_book","id");--> statement-breakpoint
CREATE INDEX "transfers_to" ON "transfers" USING btree ("merchant_id","mode","to_book","id");--> statement-breakpoint
CREATE INDEX "quick_pay_links_listed" ON "quick_pay_links" USING btree ("merchant_id","mode","id");--> statement-breakpoint
CREATE INDEX "orders_link" ON "orders" USING btree ("merchant_id","link_id","created_at") WHERE link_id is not null;--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_epay_refund_code" CHECK ("merchants"."epay_refund_code" in (0, 1));--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_settlement_method" CHECK ("merchants"."settlement_method" in ('alipay', 'wechat', 'qq', 'bank'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_type_is_chosen" CHECK ("orders"."type" is not null or ("orders"."status" in ('created', 'expired', 'closed') and cardinality("orders"."choices") > 0));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_refunded" CHECK ("orders"."refunded_fen" between 0 and coalesce("orders"."paid_fen", 0));--> statement-breakpoint
-- Every merchant has had a quick-pay token since his creation; now a link stands behind it.
INSERT INTO quick_pay_links (merchant_id, mode, token, title)
SELECT c.merchant_id, c.mode, c.quick_pay_token, m.name FROM credentials c JOIN merchants m ON m.id = c.merchant_id;--> statement-breakpoint
-- What was paid before there was a ledger.
INSERT INTO transfers (merchant_id, mode, kind, from_book, to_book, amount_fen, dedupe_key, order_id, actor, at)
SELECT merchant_id, mode, 'sale', 'receipts', 'balance', paid_fen, 'sale:' || id, id, 'system', paid_at FROM orders WHERE paid_at IS NOT NULL;
