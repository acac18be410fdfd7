ALTER TABLE "notice_rules" ADD COLUMN "verdict" text DEFAULT 'payment' NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "amount_maybe_fen" bigint;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "dismissed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notice_rules" ADD CONSTRAINT "notice_rules_verdict" CHECK ("notice_rules"."verdict" in ('payment', 'never'));