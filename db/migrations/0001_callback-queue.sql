DROP INDEX "callbacks_due";--> statement-breakpoint
ALTER TABLE "callbacks" ADD COLUMN "attempts_before_round" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "callbacks_leased" ON "callbacks" USING btree ("merchant_id","leased_until") WHERE leased_until is not null;--> statement-breakpoint
CREATE INDEX "callbacks_due" ON "callbacks" USING btree ("merchant_id","next_attempt_at") WHERE status = 'waiting';