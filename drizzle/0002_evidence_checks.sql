PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_job` (
	`job_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`unique_key` text,
	`words` text NOT NULL,
	`case_id` text,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`max_attempts` integer NOT NULL,
	`run_after` integer NOT NULL,
	`lease_ends_at` integer,
	`progress` integer,
	`error` text,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send')),
	CONSTRAINT "job_states" CHECK("__new_job"."state" in ('waiting', 'running', 'done', 'failed'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_job`("job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at") SELECT "job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at" FROM `job`;--> statement-breakpoint
DROP TABLE `job`;--> statement-breakpoint
ALTER TABLE `__new_job` RENAME TO `job`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `job_unique_key` ON `job` (`unique_key`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`run_after`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `job_running` ON `job` (`lease_ends_at`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`created_at`);--> statement-breakpoint
ALTER TABLE `evidence` ADD `attached_to` text REFERENCES evidence(evidence_id);--> statement-breakpoint
ALTER TABLE `inspection` ADD `pages` integer;--> statement-breakpoint
ALTER TABLE `inspection` ADD `page_sha256` text REFERENCES vault_file(sha256);--> statement-breakpoint
ALTER TABLE `vault_file` ADD `checked_at` integer;--> statement-breakpoint
ALTER TABLE `vault_file` ADD `broken_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `vault_file_name` ON `vault_file` (`name`);