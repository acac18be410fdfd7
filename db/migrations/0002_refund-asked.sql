DROP INDEX "refunds_open";--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "asked_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("asked_at") WHERE status = 'sending';--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_ended_is_dated" CHECK (("refunds"."status" = 'sending') = ("refunds"."ended_at" is null));