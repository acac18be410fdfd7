CREATE TABLE "monitor_nonces" (
	"merchant_id" bigint NOT NULL,
	"monitor_id" bigint NOT NULL,
	"nonce" text NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "monitor_nonces_merchant_id_monitor_id_nonce_pk" PRIMARY KEY("merchant_id","monitor_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "notice_rules" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"sender_pattern" text NOT NULL,
	"title_pattern" text NOT NULL,
	"text_pattern" text NOT NULL,
	"type" text NOT NULL,
	"priority" integer NOT NULL,
	"is_enabled" boolean NOT NULL,
	"changed_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notice_rules_id_version_pk" PRIMARY KEY("id","version"),
	CONSTRAINT "notice_rules_version" CHECK ("notice_rules"."version" > 0),
	CONSTRAINT "notice_rules_type" CHECK ("notice_rules"."type" in ('alipay', 'wechat', 'qq'))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"monitor_id" bigint NOT NULL,
	"sender" text NOT NULL,
	"text" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"outcome" text,
	"reason" text,
	"arrival_id" bigint,
	"rule_id" text,
	"rule_version" integer,
	CONSTRAINT "notices_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "notices_dedupe" UNIQUE("merchant_id","dedupe_key"),
	CONSTRAINT "notices_outcome" CHECK ("notices"."outcome" in ('read', 'unread')),
	CONSTRAINT "notices_read_is_arrival" CHECK (("notices"."outcome" = 'read') = ("notices"."arrival_id" is not null) and ("notices"."outcome" = 'unread') = ("notices"."reason" is not null))
);
--> statement-breakpoint
DROP VIEW "public"."online_accounts";--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "beat_seconds" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "last_sequence" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "refused_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "last_refused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "last_refusal" text;--> statement-breakpoint
ALTER TABLE "monitor_nonces" ADD CONSTRAINT "monitor_nonces_merchant_id_monitor_id_monitors_merchant_id_id_fk" FOREIGN KEY ("merchant_id","monitor_id") REFERENCES "public"."monitors"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_merchant_id_monitor_id_monitors_merchant_id_id_fk" FOREIGN KEY ("merchant_id","monitor_id") REFERENCES "public"."monitors"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("seen_at") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("seen_at") WHERE outcome = 'unread';--> statement-breakpoint
CREATE VIEW "public"."online_accounts" AS (
  select a.merchant_id, a.id, a.mode, a.type
  from accounts a
  left join monitors m on m.merchant_id = a.merchant_id and m.id = a.monitor_id and not m.is_removed
  where not a.is_removed
    and (a.online_switch = 'on' or (a.online_switch = 'auto' and m.last_seen_at > now() - make_interval(secs => 3 * m.beat_seconds))));