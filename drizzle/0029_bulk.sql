CREATE TABLE `tag_tally` (
	`tag` text PRIMARY KEY NOT NULL,
	`cases` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `tag_tally_cases` ON `tag_tally` (`cases`);--> statement-breakpoint
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
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.lapse', 'offer.lapse', 'disclosure.copy', 'case.close', 'correction.send', 'return.order', 'return.lapse', 'feed.pull', 'ledger.reconcile', 'queues.place', 'bulk.run')),
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
CREATE INDEX `job_of_refund` ON `job` (`unique_key`) WHERE kind = 'refund.payOut';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`created_at`);--> statement-breakpoint
ALTER TABLE `question` ADD `bulk_id` text;--> statement-breakpoint
ALTER TABLE `bulk` ADD `total` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `done` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `refused` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `failed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `bulk_started` ON `bulk` (`started_at`);--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `last_activity_by` text;--> statement-breakpoint
CREATE INDEX `bulk_item_state_of` ON `bulk_item` (`bulk_id`,`state`,`place`);--> statement-breakpoint
INSERT INTO `tag_tally` (`tag`, `cases`) SELECT `tag`, count(*) FROM `case_tag` GROUP BY `tag`;
--> statement-breakpoint
CREATE TRIGGER `tag_tally_given` AFTER INSERT ON `case_tag` BEGIN
	INSERT INTO `tag_tally` VALUES (new.tag, 1) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `tag_tally_taken` AFTER DELETE ON `case_tag` BEGIN
	UPDATE `tag_tally` SET `cases` = `cases` - 1 WHERE `tag` = old.tag;
	DELETE FROM `tag_tally` WHERE `tag` = old.tag AND `cases` <= 0;
END;
