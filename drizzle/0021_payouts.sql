CREATE TABLE `payout_run` (
	`refund_id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`asks` integer NOT NULL,
	FOREIGN KEY (`refund_id`) REFERENCES `refund`(`refund_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `refund` ADD `waits_for` text CONSTRAINT "refund_waits" CHECK(waits_for is null or waits_for in ('return'));--> statement-breakpoint
CREATE INDEX `refund_stuck` ON `refund` (`changed_at`,`refund_id`) WHERE state in ('failed', 'unknown');--> statement-breakpoint
CREATE INDEX `refund_open` ON `refund` (`changed_at`,`refund_id`) WHERE state in ('approved', 'sent');--> statement-breakpoint
CREATE INDEX `refund_settled` ON `refund` (`changed_at`,`refund_id`) WHERE state = 'settled';--> statement-breakpoint
CREATE INDEX `job_of_refund` ON `job` (`unique_key`) WHERE kind = 'refund.payOut';