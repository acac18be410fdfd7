CREATE TABLE "monitor_beats" (
	"merchant_id" bigint NOT NULL,
	"monitor_id" bigint NOT NULL,
	"told_ms" bigint NOT NULL,
	CONSTRAINT "monitor_beats_merchant_id_monitor_id_told_ms_pk" PRIMARY KEY("merchant_id","monitor_id","told_ms")
);
--> statement-breakpoint
ALTER TABLE "arrivals" ADD COLUMN "is_time_unclear" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "clock_told_ms" bigint;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "clock_odd_ahead_ms" bigint;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "clock_odd_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "is_time_unclear" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "told_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "content_digest" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "monitor_beats" ADD CONSTRAINT "monitor_beats_merchant_id_monitor_id_monitors_merchant_id_id_fk" FOREIGN KEY ("merchant_id","monitor_id") REFERENCES "public"."monitors"("merchant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "arrivals_of_monitor" ON "arrivals" USING btree ("merchant_id","monitor_id","amount_fen","paid_at") WHERE monitor_id is not null;--> statement-breakpoint
CREATE INDEX "notices_of_content" ON "notices" USING btree ("merchant_id","monitor_id","content_digest","told_ms");