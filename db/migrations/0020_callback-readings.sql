ALTER TABLE "callback_attempts" ADD COLUMN "reading" text;--> statement-breakpoint
ALTER TABLE "callback_attempts" ADD COLUMN "finding" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "is_epay_ack_lenient" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_reading" CHECK ("callback_attempts"."reading" in ('word', 'strict', 'lenient'));--> statement-breakpoint
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_judged" CHECK (("callback_attempts"."reading" is null) = ("callback_attempts"."finding" is null));