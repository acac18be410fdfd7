CREATE TABLE "appeals" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "appeals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_id" bigint NOT NULL,
	"ticket" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL,
	"payer" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"reply" text,
	"answered_by" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "appeals_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "appeals_ticket" UNIQUE("ticket"),
	CONSTRAINT "appeals_amount" CHECK ("appeals"."amount_fen" > 0),
	CONSTRAINT "appeals_status" CHECK ("appeals"."status" in ('open', 'accepted', 'rejected')),
	CONSTRAINT "appeals_answered" CHECK (("appeals"."status" = 'open') = ("appeals"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"on_behalf_of" text,
	"merchant_id" bigint,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"ip" text,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"secrets_sealed" text,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "impersonations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "impersonations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"operator_id" bigint NOT NULL,
	"merchant_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notification_targets" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification_targets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"merchant_id" bigint,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"config_sealed" text NOT NULL,
	"events" text[] NOT NULL,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"last_sent_at" timestamp (3) with time zone,
	"last_failure" text,
	"is_removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_targets_kind" CHECK ("notification_targets"."kind" in ('mail', 'webhook', 'wecom', 'dingtalk', 'feishu', 'telegram'))
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"merchant_id" bigint,
	"target_id" bigint NOT NULL,
	"event" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_status" CHECK ("notifications"."status" in ('waiting', 'sent', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "merchant_days" (
	"merchant_id" bigint NOT NULL,
	"day" date NOT NULL,
	"order_count" integer NOT NULL,
	"sum_fen" bigint NOT NULL,
	CONSTRAINT "merchant_days_merchant_id_day_pk" PRIMARY KEY("merchant_id","day")
);
--> statement-breakpoint
CREATE TABLE "merchant_plans" (
	"merchant_id" bigint NOT NULL,
	"plan_id" bigint NOT NULL,
	"orders_per_day" integer,
	"sum_per_day_fen" bigint,
	"accounts_max" integer,
	"features" text[] NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "merchant_plans_merchant_id_pk" PRIMARY KEY("merchant_id")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "plans_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"price_points" integer NOT NULL,
	"days" integer NOT NULL,
	"orders_per_day" integer,
	"sum_per_day_fen" bigint,
	"accounts_max" integer,
	"features" text[] DEFAULT '{}' NOT NULL,
	"is_offered" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_price" CHECK ("plans"."price_points" >= 0),
	CONSTRAINT "plans_days" CHECK ("plans"."days" between 1 and 3660),
	CONSTRAINT "plans_limits" CHECK ("plans"."orders_per_day" > 0 and "plans"."sum_per_day_fen" > 0 and "plans"."accounts_max" > 0)
);
--> statement-breakpoint
CREATE TABLE "point_balances" (
	"merchant_id" bigint PRIMARY KEY NOT NULL,
	"points" bigint NOT NULL,
	CONSTRAINT "point_balances_never_negative" CHECK ("point_balances"."points" >= 0)
);
--> statement-breakpoint
CREATE TABLE "session_logons" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "session_logons_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session_id" bigint NOT NULL,
	"stage" text DEFAULT 'queued' NOT NULL,
	"code" text,
	"code_expires_at" timestamp (3) with time zone,
	"code_count" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"answer_sealed" text,
	"failure" text,
	"fee_points" integer NOT NULL,
	"actor" text NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"moved_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "session_logons_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "session_logons_id_unique" UNIQUE("id"),
	CONSTRAINT "session_logons_state" UNIQUE("state"),
	CONSTRAINT "session_logons_stage" CHECK ("session_logons"."stage" in ('queued', 'preparing', 'code_ready', 'scanned', 'online', 'failed', 'cancelled')),
	CONSTRAINT "session_logons_ended" CHECK (("session_logons"."stage" in ('online', 'failed', 'cancelled')) = ("session_logons"."ended_at" is not null)),
	CONSTRAINT "session_logons_fee" CHECK ("session_logons"."fee_points" >= 0)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"channel" text NOT NULL,
	"type" text NOT NULL,
	"label" text NOT NULL,
	"account_id" bigint,
	"status" text DEFAULT 'new' NOT NULL,
	"owner_id" text,
	"grant_sealed" text,
	"grant_expires_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	"online_since" timestamp (3) with time zone,
	"offline_since" timestamp (3) with time zone,
	"offline_reason" text,
	"read_until" timestamp (3) with time zone,
	"last_polled_at" timestamp (3) with time zone,
	"last_bill_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"is_removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "sessions_id_unique" UNIQUE("id"),
	CONSTRAINT "sessions_mode" CHECK ("sessions"."mode" in ('live', 'test')),
	CONSTRAINT "sessions_type" CHECK ("sessions"."type" in ('alipay', 'wechat', 'qq')),
	CONSTRAINT "sessions_status" CHECK ("sessions"."status" in ('new', 'online', 'offline')),
	CONSTRAINT "sessions_online_has_account" CHECK ("sessions"."status" = 'new' or "sessions"."account_id" is not null),
	CONSTRAINT "sessions_test_meets_simulator" CHECK (("sessions"."mode" = 'test') = ("sessions"."channel" = 'simulator'))
);
--> statement-breakpoint
CREATE TABLE "unread_bills" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "unread_bills_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session_id" bigint NOT NULL,
	"dedupe_key" text NOT NULL,
	"raw" jsonb NOT NULL,
	"reason" text NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "unread_bills_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "unread_bills_dedupe" UNIQUE("merchant_id","session_id","dedupe_key")
);
--> statement-breakpoint
DROP VIEW "public"."online_accounts";--> statement-breakpoint
ALTER TABLE "arrivals" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "arrivals" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "suspended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "late_policy" text DEFAULT 'hold' NOT NULL;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impersonations" ADD CONSTRAINT "impersonations_operator_id_users_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impersonations" ADD CONSTRAINT "impersonations_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_targets" ADD CONSTRAINT "notification_targets_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_target_id_notification_targets_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."notification_targets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_days" ADD CONSTRAINT "merchant_days_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_plans" ADD CONSTRAINT "merchant_plans_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_plans" ADD CONSTRAINT "merchant_plans_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_balances" ADD CONSTRAINT "point_balances_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_logons" ADD CONSTRAINT "session_logons_merchant_id_session_id_sessions_merchant_id_id_fk" FOREIGN KEY ("merchant_id","session_id") REFERENCES "public"."sessions"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_merchant_id_account_id_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","account_id") REFERENCES "public"."accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unread_bills" ADD CONSTRAINT "unread_bills_merchant_id_session_id_sessions_merchant_id_id_fk" FOREIGN KEY ("merchant_id","session_id") REFERENCES "public"."sessions"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_open" ON "appeals" USING btree ("merchant_id","order_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "appeals_of_merchant" ON "appeals" USING btree ("merchant_id","status","id");--> statement-breakpoint
CREATE INDEX "audit_entries_merchant" ON "audit_entries" USING btree ("merchant_id","id");--> statement-breakpoint
CREATE INDEX "impersonations_operator" ON "impersonations" USING btree ("operator_id","id");--> statement-breakpoint
CREATE INDEX "notification_targets_merchant" ON "notification_targets" USING btree ("merchant_id") WHERE not is_removed;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_news" ON "notifications" USING btree ("target_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("next_attempt_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "session_logons_open" ON "session_logons" USING btree ("merchant_id","session_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "session_logons_waiting" ON "session_logons" USING btree ("created_at") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_account" ON "sessions" USING btree ("merchant_id","account_id") WHERE not is_removed;--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_owner" ON "sessions" USING btree ("merchant_id","mode","channel","owner_id") WHERE not is_removed;--> statement-breakpoint
CREATE INDEX "sessions_online" ON "sessions" USING btree ("last_seen_at") WHERE status = 'online';--> statement-breakpoint
CREATE INDEX "arrivals_inbox" ON "arrivals" USING btree ("merchant_id","mode","outcome","id");--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_late_policy" CHECK ("merchants"."late_policy" in ('settle', 'hold'));--> statement-breakpoint
CREATE VIEW "public"."online_accounts" AS (
  select a.merchant_id, a.id, a.mode, a.type
  from accounts a
  left join monitors m on m.merchant_id = a.merchant_id and m.id = a.monitor_id and not m.is_removed
  left join sessions s on s.merchant_id = a.merchant_id and s.account_id = a.id and not s.is_removed
  where not a.is_removed
    and (a.online_switch = 'on' or (a.online_switch = 'auto' and (
      m.last_seen_at > now() - make_interval(secs => 3 * m.beat_seconds)
      or (s.status = 'online' and s.last_seen_at > now() - interval '45 seconds')))));