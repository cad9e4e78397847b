PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_escalation` (
	`escalation_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`reason` text NOT NULL,
	`words` text,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "escalation_reasons" CHECK("__new_escalation"."reason" in ('large', 'fraud', 'law', 'policy_unclear', 'press', 'other', 'skipped_often'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_escalation`("escalation_id", "case_id", "reason", "words", "person_id", "person_name", "at", "ended_at") SELECT "escalation_id", "case_id", "reason", "words", "person_id", "person_name", "at", "ended_at" FROM `escalation`;--> statement-breakpoint
DROP TABLE `escalation`;--> statement-breakpoint
ALTER TABLE `__new_escalation` RENAME TO `escalation`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `escalation_open` ON `escalation` (`case_id`) WHERE ended_at is null;--> statement-breakpoint
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
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.lapse', 'offer.lapse', 'disclosure.copy', 'case.close', 'correction.send', 'return.order', 'return.lapse', 'feed.pull', 'ledger.reconcile', 'queues.place')),
	CONSTRAINT "job_states" CHECK("__new_job"."state" in ('waiting', 'running', 'done', 'failed'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_job`("job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at") SELECT "job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at" FROM `job`;--> statement-breakpoint
DROP TABLE `job`;--> statement-breakpoint
ALTER TABLE `__new_job` RENAME TO `job`;--> statement-breakpoint
CREATE UNIQUE INDEX `job_unique_key` ON `job` (`unique_key`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`run_after`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `job_running` ON `job` (`lease_ends_at`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `job_of_refund` ON `job` (`unique_key`) WHERE kind = 'refund.payOut';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`created_at`);--> statement-breakpoint
DROP INDEX `dispute_case_waiting_due`;--> statement-breakpoint
DROP INDEX `dispute_case_waiting_age`;--> statement-breakpoint
DROP INDEX `dispute_case_served`;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `is_for_lead` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `dispute_case_marked` ON `dispute_case` (`number`) WHERE harm is not null or has_appeal = 1;--> statement-breakpoint
CREATE INDEX `dispute_case_queue_due` ON `dispute_case` (`queue_id`,`due_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_queue_age` ON `dispute_case` (`queue_id`,`received_at`,`number`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_head` ON `dispute_case` (`queue_id`,`is_for_lead`,"priority" desc,`number`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_trouble` ON `dispute_case` (`number`) WHERE takings >= 4 or skips >= 3 or lapses >= 3;--> statement-breakpoint
ALTER TABLE `work_queue` ADD `removed_at` integer;--> statement-breakpoint
CREATE INDEX `recusal_person` ON `recusal` (`person_id`);--> statement-breakpoint
CREATE INDEX `case_skip_person` ON `case_skip` (`person_id`,`until_at`);--> statement-breakpoint
CREATE INDEX `calibration_person_open` ON `calibration_person` (`person_id`) WHERE done_at is null and left_at is null;--> statement-breakpoint
CREATE INDEX `person_seat` ON `person` (lower(trim("name")));--> statement-breakpoint
CREATE INDEX `review_open_of` ON `review` (`reviewer_id`) WHERE state = 'open';
--> statement-breakpoint
UPDATE `dispute_case` SET `is_for_lead` = 1 WHERE `case_id` IN (SELECT `case_id` FROM `escalation` WHERE `ended_at` IS NULL);
--> statement-breakpoint
CREATE TRIGGER `escalation_came` AFTER INSERT ON `escalation` WHEN new.ended_at IS NULL BEGIN
	UPDATE `dispute_case` SET `is_for_lead` = 1 WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE TRIGGER `escalation_went` AFTER UPDATE OF `ended_at` ON `escalation` WHEN (new.ended_at IS NULL) <> (old.ended_at IS NULL) BEGIN
	UPDATE `dispute_case` SET `is_for_lead` = exists (SELECT 1 FROM `escalation` WHERE `escalation`.`case_id` = new.case_id AND `ended_at` IS NULL) WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE TRIGGER `appeal_came_to_queue` AFTER INSERT ON `appeal` WHEN new.state = 'open' BEGIN
	UPDATE `dispute_case` SET `has_appeal` = 1 WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE TRIGGER `appeal_left_queue` AFTER UPDATE OF `state` ON `appeal` WHEN new.state <> old.state BEGIN
	UPDATE `dispute_case` SET `has_appeal` = exists (SELECT 1 FROM `appeal` WHERE `appeal`.`case_id` = new.case_id AND `state` = 'open') WHERE `case_id` = new.case_id;
END;
