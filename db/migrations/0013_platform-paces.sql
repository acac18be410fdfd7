CREATE TABLE "platform_paces" (
	"platform" text PRIMARY KEY NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "busy_until" timestamp (3) with time zone;