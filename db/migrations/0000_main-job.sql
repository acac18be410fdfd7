CREATE SEQUENCE "public"."merchant_pids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."order_ids" INCREMENT BY 1 MINVALUE 1000000000000001 MAXVALUE 8999999999999999 START WITH 1000000000000001 CACHE 32;--> statement-breakpoint
CREATE TABLE "callback_attempts" (
	"merchant_id" bigint NOT NULL,
	"callback_id" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"method" text NOT NULL,
	"url" text NOT NULL,
	"request_body" text,
	"http_status" integer,
	"response_head" text,
	"failure" text,
	"failure_detail" text,
	CONSTRAINT "callback_attempts_merchant_id_callback_id_attempt_pk" PRIMARY KEY("merchant_id","callback_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "callbacks" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "callbacks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_id" bigint NOT NULL,
	"event" text NOT NULL,
	"event_id" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempts_before_round" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT clock_timestamp(),
	"leased_until" timestamp (3) with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"message" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "callbacks_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "callbacks_news" UNIQUE("merchant_id","order_id","event"),
	CONSTRAINT "callbacks_status" CHECK ("callbacks"."status" in ('waiting', 'delivered', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "accounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"channel" text NOT NULL,
	"type" text NOT NULL,
	"label" text NOT NULL,
	"code" text NOT NULL,
	"monitor_id" bigint,
	"online_switch" text DEFAULT 'auto' NOT NULL,
	"is_removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "accounts_id_unique" UNIQUE("id"),
	CONSTRAINT "accounts_mode" CHECK ("accounts"."mode" in ('live', 'test')),
	CONSTRAINT "accounts_type" CHECK ("accounts"."type" in ('alipay', 'wechat', 'qq')),
	CONSTRAINT "accounts_online_switch" CHECK ("accounts"."online_switch" in ('auto', 'on', 'off')),
	CONSTRAINT "accounts_test_meets_simulator" CHECK (("accounts"."mode" = 'test') = ("accounts"."channel" = 'simulator'))
);
--> statement-breakpoint
CREATE TABLE "allocations" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "allocations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" bigint NOT NULL,
	"order_id" bigint NOT NULL,
	"payable_fen" bigint NOT NULL,
	"held_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"released_at" timestamp (3) with time zone,
	CONSTRAINT "allocations_merchant_id_id_pk" PRIMARY KEY("merchant_id","id")
);
--> statement-breakpoint
CREATE TABLE "arrivals" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "arrivals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"type" text NOT NULL,
	"account_id" bigint,
	"monitor_id" bigint,
	"source" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"raw" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"outcome" text,
	"reason" text,
	"order_id" bigint,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "arrivals_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "arrivals_dedupe" UNIQUE("merchant_id","dedupe_key"),
	CONSTRAINT "arrivals_outcome" CHECK ("arrivals"."outcome" in ('matched', 'late', 'unmatched', 'duplicate', 'ignored')),
	CONSTRAINT "arrivals_amount" CHECK ("arrivals"."amount_fen" > 0),
	CONSTRAINT "arrivals_matched_has_order" CHECK ("arrivals"."outcome" not in ('matched', 'late') or "arrivals"."order_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "monitors" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "monitors_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"key_sealed" text NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"last_arrival_at" timestamp (3) with time zone,
	"clock_ahead_ms" integer DEFAULT 0 NOT NULL,
	"is_removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "monitors_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "monitors_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"merchant_id" bigint NOT NULL,
	"mode" text NOT NULL,
	"pid" bigint DEFAULT nextval('merchant_pids') NOT NULL,
	"appkey" text NOT NULL,
	"appsecret_sealed" text NOT NULL,
	"previous_appsecret_sealed" text,
	"previous_appsecret_expires_at" timestamp (3) with time zone,
	"epay_key_sealed" text NOT NULL,
	"vmq_key_sealed" text NOT NULL,
	"quick_pay_token" text NOT NULL,
	"revealed_at" timestamp (3) with time zone,
	"rotated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credentials_merchant_id_mode_pk" PRIMARY KEY("merchant_id","mode"),
	CONSTRAINT "credentials_pid" UNIQUE("pid"),
	CONSTRAINT "credentials_appkey" UNIQUE("appkey"),
	CONSTRAINT "credentials_mode" CHECK ("credentials"."mode" in ('live', 'test'))
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "merchants_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"notify_url" text,
	"return_url" text,
	"timeout_url" text,
	"order_ttl_seconds" integer DEFAULT 300 NOT NULL,
	"amount_direction" text DEFAULT 'down' NOT NULL,
	"amount_spread_fen" integer DEFAULT 99 NOT NULL,
	"amount_rest_seconds" integer DEFAULT 600 NOT NULL,
	"strategy" text DEFAULT 'smart' NOT NULL,
	"is_api_open" boolean DEFAULT true NOT NULL,
	"is_alipay_open" boolean DEFAULT true NOT NULL,
	"is_wechat_open" boolean DEFAULT true NOT NULL,
	"is_qq_open" boolean DEFAULT true NOT NULL,
	"is_cloud_open" boolean DEFAULT true NOT NULL,
	"is_card_api_open" boolean DEFAULT false NOT NULL,
	"is_refund_api_open" boolean DEFAULT false NOT NULL,
	"is_quick_pay_open" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merchants_status" CHECK ("merchants"."status" in ('active', 'suspended')),
	CONSTRAINT "merchants_amount_direction" CHECK ("merchants"."amount_direction" in ('down', 'up')),
	CONSTRAINT "merchants_strategy" CHECK ("merchants"."strategy" in ('smart', 'even', 'random')),
	CONSTRAINT "merchants_order_ttl" CHECK ("merchants"."order_ttl_seconds" between 1 and 86400),
	CONSTRAINT "merchants_amount_spread" CHECK ("merchants"."amount_spread_fen" between 0 and 999),
	CONSTRAINT "merchants_amount_rest" CHECK ("merchants"."amount_rest_seconds" between 0 and 86400)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"merchant_id" bigint,
	"role" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"failed_logins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"last_login_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_role" CHECK ("users"."role" in ('merchant', 'operator')),
	CONSTRAINT "users_merchant" CHECK (("users"."role" = 'merchant') = ("users"."merchant_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"merchant_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "order_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_id" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "order_events_merchant_id_order_id_id_pk" PRIMARY KEY("merchant_id","order_id","id")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"merchant_id" bigint NOT NULL,
	"id" bigint DEFAULT nextval('order_ids') NOT NULL,
	"mode" text NOT NULL,
	"dialect" text NOT NULL,
	"out_order_id" text NOT NULL,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"price_fen" bigint NOT NULL,
	"attachment" text NOT NULL,
	"token" text NOT NULL,
	"notify_url" text,
	"return_url" text,
	"status" text DEFAULT 'created' NOT NULL,
	"oddities" text[] DEFAULT '{}' NOT NULL,
	"account_id" bigint,
	"payable_fen" bigint,
	"paid_fen" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"allocated_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "orders_merchant_id_id_pk" PRIMARY KEY("merchant_id","id"),
	CONSTRAINT "orders_reference" UNIQUE("merchant_id","mode","out_order_id"),
	CONSTRAINT "orders_mode" CHECK ("orders"."mode" in ('live', 'test')),
	CONSTRAINT "orders_type" CHECK ("orders"."type" in ('alipay', 'wechat', 'qq')),
	CONSTRAINT "orders_status" CHECK ("orders"."status" in ('created', 'pending', 'paid', 'expired', 'closed', 'refunded')),
	CONSTRAINT "orders_price" CHECK ("orders"."price_fen" > 0),
	CONSTRAINT "orders_payable" CHECK ("orders"."payable_fen" > 0),
	CONSTRAINT "orders_pending_is_allocated" CHECK ("orders"."status" <> 'pending' or ("orders"."payable_fen" is not null and "orders"."account_id" is not null)),
	CONSTRAINT "orders_paid_is_dated" CHECK ("orders"."status" not in ('paid', 'refunded') or ("orders"."paid_at" is not null and "orders"."paid_fen" is not null))
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"process" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"beat_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_merchant_id_callback_id_callbacks_merchant_id_id_fk" FOREIGN KEY ("merchant_id","callback_id") REFERENCES "public"."callbacks"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_merchant_id_monitor_id_monitors_merchant_id_id_fk" FOREIGN KEY ("merchant_id","monitor_id") REFERENCES "public"."monitors"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_merchant_id_account_id_accounts_merchant_id_id_fk" FOREIGN KEY ("merchant_id","account_id") REFERENCES "public"."accounts"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrivals" ADD CONSTRAINT "arrivals_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrivals" ADD CONSTRAINT "arrivals_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monitors" ADD CONSTRAINT "monitors_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_merchant_id_order_id_orders_merchant_id_id_fk" FOREIGN KEY ("merchant_id","order_id") REFERENCES "public"."orders"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "callbacks_due" ON "callbacks" USING btree ("merchant_id","next_attempt_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "callbacks_leased" ON "callbacks" USING btree ("merchant_id","leased_until") WHERE leased_until is not null;--> statement-breakpoint
CREATE INDEX "accounts_candidates" ON "accounts" USING btree ("merchant_id","mode","type") WHERE not is_removed;--> statement-breakpoint
CREATE UNIQUE INDEX "allocations_live_amount" ON "allocations" USING btree ("account_id","payable_fen") WHERE released_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "allocations_live_order" ON "allocations" USING btree ("merchant_id","order_id") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "allocations_past" ON "allocations" USING btree ("account_id","payable_fen","released_at");--> statement-breakpoint
CREATE UNIQUE INDEX "arrivals_settles_order" ON "arrivals" USING btree ("merchant_id","order_id") WHERE outcome = 'matched';--> statement-breakpoint
CREATE INDEX "arrivals_of_order" ON "arrivals" USING btree ("merchant_id","order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "arrivals_undecided" ON "arrivals" USING btree ("seen_at") WHERE outcome is null;--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "orders_token" ON "orders" USING btree ("token");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("expires_at") WHERE status in ('created', 'pending');--> statement-breakpoint
CREATE INDEX "orders_paid" ON "orders" USING btree ("merchant_id","mode","paid_at") WHERE paid_at is not null;--> statement-breakpoint
CREATE VIEW "public"."online_accounts" AS (
  select a.merchant_id, a.id, a.mode, a.type
  from accounts a
  left join monitors m on m.merchant_id = a.merchant_id and m.id = a.monitor_id and not m.is_removed
  where not a.is_removed
    and (a.online_switch = 'on' or (a.online_switch = 'auto' and m.last_seen_at > now() - interval '90 seconds')));