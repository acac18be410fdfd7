ALTER TABLE "merchants" ADD COLUMN "is_vmq_address_open" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "frame_origins" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- What an order is at this moment by the database's clock, whether or not the sweep has come by.
CREATE FUNCTION "public"."status_now"("status" text, "expires_at" timestamp with time zone) RETURNS text
LANGUAGE sql VOLATILE PARALLEL SAFE
RETURN CASE WHEN "status" IN ('created', 'pending') AND "expires_at" <= clock_timestamp() THEN 'expired' ELSE "status" END;
