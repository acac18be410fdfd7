CREATE TABLE "account_days" (
	"merchant_id" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"day" date NOT NULL,
	"paid_fen" bigint NOT NULL,
	"paid_count" integer NOT NULL,
	CONSTRAINT "account_days_merchant_id_account_id_day_pk" PRIMARY KEY("merchant_id","account_id","day")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"windows" "int4multirange" DEFAULT '{}' NOT NULL,
	"min_fen" bigint,
	"max_fen" bigint,
	"daily_fen" bigint,
	"daily_count" integer,
	"regions" text[] DEFAULT '{}' NOT NULL,
	"is_unknown_region_served" boolean DEFAULT true NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"is_removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rules_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "rules_id_unique" UNIQUE("id"),
	CONSTRAINT "rules_amounts" CHECK ("rules"."min_fen" > 0 and "rules"."max_fen" >= coalesce("rules"."min_fen", 1)),
	CONSTRAINT "rules_daily" CHECK ("rules"."daily_fen" > 0 and "rules"."daily_count" > 0)
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "rule_id" bigint;--> statement-breakpoint
ALTER TABLE "account_days" ADD CONSTRAINT "account_days_merchant_id_account_id_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","account_id") REFERENCES "public"."accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "rules_default" ON "rules" USING btree ("merchant_id") WHERE is_default and not is_removed;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_merchant_id_rule_id_rules_merchant_id_id_fk" FOREIGN KEY ("merchant_id","rule_id") REFERENCES "public"."rules"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was paid before the days were kept.
INSERT INTO account_days (merchant_id, account_id, day, paid_fen, paid_count)
SELECT merchant_id, account_id, (paid_at AT TIME ZONE 'Asia/Shanghai')::date, sum(paid_fen), count(*)
FROM orders WHERE paid_at IS NOT NULL AND account_id IS NOT NULL GROUP BY 1, 2, 3;
