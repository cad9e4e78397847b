CREATE TABLE `appeal` (
	`appeal_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`ruling_id` text NOT NULL,
	`by` text NOT NULL,
	`how` text NOT NULL,
	`new_information` text NOT NULL,
	`exhibits` text NOT NULL,
	`received_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`state` text NOT NULL,
	`result` text,
	`decided_ruling_id` text,
	`decided_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appeal_sides" CHECK("appeal"."by" in ('buyer', 'seller')),
	CONSTRAINT "appeal_ways" CHECK("appeal"."how" in ('exchange', 'letter', 'phone', 'message')),
	CONSTRAINT "appeal_states" CHECK("appeal"."state" in ('open', 'decided')),
	CONSTRAINT "appeal_results" CHECK(result is null or "appeal"."result" in ('confirmed', 'changed', 'partly')),
	CONSTRAINT "appeal_says_what_is_new" CHECK(trim(new_information) <> ''),
	CONSTRAINT "appeal_decided_whole" CHECK((state = 'decided') = (result is not null) and (state = 'decided') = (decided_ruling_id is not null) and (state = 'decided') = (decided_at is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_one_open` ON `appeal` (`case_id`) WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once_a_side` ON `appeal` (`case_id`,`by`);--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once_a_ruling` ON `appeal` (`ruling_id`);--> statement-breakpoint
CREATE TABLE `appeal_ruling` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`appeal_id` text NOT NULL,
	`result` text NOT NULL,
	`new_information` text NOT NULL,
	`refund_shares` text NOT NULL,
	`debits` text NOT NULL,
	`credits` text NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`appeal_id`) REFERENCES `appeal`(`appeal_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appeal_ruling_results" CHECK("appeal_ruling"."result" in ('confirmed', 'changed', 'partly'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `appeal_ruling_appeal` ON `appeal_ruling` (`appeal_id`);--> statement-breakpoint
CREATE TABLE `appeal_view` (
	`view_id` text PRIMARY KEY NOT NULL,
	`appeal_id` text NOT NULL,
	`person_id` text NOT NULL,
	`outcome` text NOT NULL,
	`amount_minor` integer,
	`amount_currency` text,
	`words` text NOT NULL,
	`noted_at` integer NOT NULL,
	FOREIGN KEY (`appeal_id`) REFERENCES `appeal`(`appeal_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appeal_view_amount" CHECK((outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_view_once` ON `appeal_view` (`appeal_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `conflict` (
	`conflict_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`source` text,
	`party_id` text,
	`party_name` text NOT NULL,
	`name_key` text,
	`words` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer,
	`entered_by_id` text NOT NULL,
	`entered_by_name` text NOT NULL,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conflict_party_whole" CHECK((source is null) = (party_id is null) and (party_id is null) = (name_key is not null)),
	CONSTRAINT "conflict_time" CHECK(until_at is null or until_at >= from_at)
) STRICT;
--> statement-breakpoint
CREATE INDEX `conflict_person` ON `conflict` (`person_id`);--> statement-breakpoint
CREATE INDEX `conflict_party` ON `conflict` (`party_id`) WHERE party_id is not null;--> statement-breakpoint
CREATE INDEX `conflict_name` ON `conflict` (`name_key`) WHERE name_key is not null;--> statement-breakpoint
CREATE TABLE `correction` (
	`correction_id` text PRIMARY KEY NOT NULL,
	`ruling_id` text NOT NULL,
	`case_id` text NOT NULL,
	`buyer_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`debits` text NOT NULL,
	`credits` text NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "correction_amount" CHECK(buyer_minor >= 0),
	CONSTRAINT "correction_states" CHECK("correction"."state" in ('planned', 'sent', 'failed'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `correction_ruling` ON `correction` (`ruling_id`);--> statement-breakpoint
CREATE INDEX `correction_case` ON `correction` (`case_id`);--> statement-breakpoint
CREATE TABLE `recusal` (
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `person_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recusal_reasoned" CHECK(trim(reason) <> '')
) STRICT;
--> statement-breakpoint
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
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.lapse', 'offer.lapse', 'disclosure.copy', 'case.close', 'correction.send')),
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
ALTER TABLE `ruling` ADD `appeal_until` integer;--> statement-breakpoint
CREATE TRIGGER `ruling_author_hears_no_appeal` BEFORE INSERT ON `ruling` WHEN EXISTS (SELECT 1 FROM `ruling` AS `earlier` WHERE `earlier`.`case_id` = NEW.`case_id` AND `earlier`.`person_id` = NEW.`person_id` AND `earlier`.`state` = 'effective') BEGIN SELECT raise(abort, 'whoever ruled does not hear the appeal'); END;--> statement-breakpoint
CREATE TRIGGER `ruling_appeal_window_is_set_once` BEFORE UPDATE OF `appeal_until` ON `ruling` WHEN OLD.`appeal_until` IS NOT NULL BEGIN SELECT raise(abort, 'the time to appeal is never changed'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_is_against_a_ruling_in_effect` BEFORE INSERT ON `appeal` WHEN NOT EXISTS (SELECT 1 FROM `ruling` WHERE `ruling`.`ruling_id` = NEW.`ruling_id` AND `ruling`.`case_id` = NEW.`case_id` AND `ruling`.`state` = 'effective') BEGIN SELECT raise(abort, 'only a ruling in effect on the case can be appealed'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_is_frozen` BEFORE UPDATE OF `appeal_id`, `case_id`, `ruling_id`, `by`, `how`, `new_information`, `exhibits`, `received_at`, `recorded_at`, `person_id`, `person_name` ON `appeal` BEGIN SELECT raise(abort, 'an appeal is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_is_decided_once` BEFORE UPDATE OF `state`, `result`, `decided_ruling_id`, `decided_at` ON `appeal` WHEN OLD.`state` = 'decided' BEGIN SELECT raise(abort, 'an appeal is decided once'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_is_kept` BEFORE DELETE ON `appeal` BEGIN SELECT raise(abort, 'an appeal is never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_view_is_frozen` BEFORE UPDATE ON `appeal_view` BEGIN SELECT raise(abort, 'an own view is never changed'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_view_is_kept` BEFORE DELETE ON `appeal_view` BEGIN SELECT raise(abort, 'an own view is never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_ruling_after_own_view` BEFORE INSERT ON `appeal_ruling` WHEN NOT EXISTS (SELECT 1 FROM `ruling` INNER JOIN `appeal` ON `appeal`.`appeal_id` = NEW.`appeal_id` AND `appeal`.`case_id` = `ruling`.`case_id` AND `appeal`.`state` = 'open' INNER JOIN `appeal_view` ON `appeal_view`.`appeal_id` = `appeal`.`appeal_id` AND `appeal_view`.`person_id` = `ruling`.`person_id` WHERE `ruling`.`ruling_id` = NEW.`ruling_id`) BEGIN SELECT raise(abort, 'an appeal is decided by somebody who noted an own view of it'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_ruling_is_frozen` BEFORE UPDATE ON `appeal_ruling` BEGIN SELECT raise(abort, 'a ruling is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `correction_is_frozen` BEFORE UPDATE OF `correction_id`, `ruling_id`, `case_id`, `buyer_minor`, `currency`, `debits`, `credits`, `created_at` ON `correction` BEGIN SELECT raise(abort, 'a correction is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `correction_is_kept` BEFORE DELETE ON `correction` BEGIN SELECT raise(abort, 'a correction is never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `conflict_is_frozen` BEFORE UPDATE OF `conflict_id`, `person_id`, `source`, `party_id`, `party_name`, `name_key`, `words`, `from_at`, `entered_by_id`, `entered_by_name`, `entered_at` ON `conflict` BEGIN SELECT raise(abort, 'a conflict is ended, never edited'); END;--> statement-breakpoint
CREATE TRIGGER `conflict_is_kept` BEFORE DELETE ON `conflict` BEGIN SELECT raise(abort, 'a conflict is ended, never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `recusal_is_frozen` BEFORE UPDATE ON `recusal` BEGIN SELECT raise(abort, 'who stepped back stays back'); END;--> statement-breakpoint
CREATE TRIGGER `recusal_is_kept` BEFORE DELETE ON `recusal` BEGIN SELECT raise(abort, 'who stepped back stays back'); END;
