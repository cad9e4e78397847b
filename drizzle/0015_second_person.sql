CREATE TABLE `approval` (
	`approval_id` text PRIMARY KEY NOT NULL,
	`ruling_id` text NOT NULL,
	`step` integer NOT NULL,
	`action` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`author_id` text NOT NULL,
	`sha256` text NOT NULL,
	`reason` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "approval_actions" CHECK("approval"."action" in ('approved', 'undone', 'returned', 'otherwise')),
	CONSTRAINT "approval_second_person" CHECK(person_id <> author_id),
	CONSTRAINT "approval_reasoned" CHECK(action in ('approved', 'undone') or reason is not null)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `approval_step` ON `approval` (`ruling_id`,`step`);--> statement-breakpoint
CREATE INDEX `approval_person` ON `approval` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `ruling_hold` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`held_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`sha256` text NOT NULL,
	`currency` text NOT NULL,
	`limit_minor` integer NOT NULL,
	`total_minor` integer NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ruling_hold_above" CHECK(total_minor > limit_minor)
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_exit` (
	`case_id` text PRIMARY KEY NOT NULL,
	`as` text NOT NULL,
	`code` text,
	`words` text,
	`into_case_id` text,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`into_case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "case_exit_as" CHECK("case_exit"."as" in ('at_source', 'settled', 'withdrawn', 'ineligible', 'merged', 'final')),
	CONSTRAINT "case_exit_into_other" CHECK(("as" = 'merged') = (into_case_id is not null) and (into_case_id is null or into_case_id <> case_id))
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_exit_into` ON `case_exit` (`into_case_id`) WHERE into_case_id is not null;--> statement-breakpoint
CREATE TABLE `escalation` (
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
	CONSTRAINT "escalation_reasons" CHECK("escalation"."reason" in ('large', 'fraud', 'law', 'policy_unclear', 'press', 'other'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `escalation_open` ON `escalation` (`case_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `ruling_limit` (
	`limit_id` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`person_id` text,
	`currency` text NOT NULL,
	`minor` integer,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ruling_limit_holders" CHECK(holder in ('everyone', 'role:mediator', 'role:lead') or (person_id is not null and holder = 'person:' || person_id)),
	CONSTRAINT "ruling_limit_amount" CHECK(minor is null or minor >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `ruling_limit_holder` ON `ruling_limit` (`holder`,`currency`);--> statement-breakpoint
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
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.lapse', 'offer.lapse', 'disclosure.copy', 'case.close')),
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
CREATE TABLE `__new_ruling` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`offer_id` text,
	`state` text NOT NULL,
	`outcome` text NOT NULL,
	`with_return` integer NOT NULL,
	`reason` text NOT NULL,
	`amount_minor` integer,
	`amount_currency` text,
	`basis` text NOT NULL,
	`bearers` text NOT NULL,
	`working` text NOT NULL,
	`shares` text NOT NULL,
	`clauses` text NOT NULL,
	`reasons` text NOT NULL,
	`policy_version` text NOT NULL,
	`staged_at` integer NOT NULL,
	`effective_at` integer NOT NULL,
	`frozen_file` text NOT NULL,
	`frozen_sha256` text NOT NULL,
	`together_id` text,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offer_id`) REFERENCES `offer`(`offer_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`together_id`) REFERENCES `together`(`together_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ruling_states" CHECK("__new_ruling"."state" in ('staged', 'held', 'returned', 'undone', 'effective')),
	CONSTRAINT "ruling_amount" CHECK((outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_ruling`("ruling_id", "case_id", "person_id", "person_name", "offer_id", "state", "outcome", "with_return", "reason", "amount_minor", "amount_currency", "basis", "bearers", "working", "shares", "clauses", "reasons", "policy_version", "staged_at", "effective_at", "frozen_file", "frozen_sha256", "together_id") SELECT "ruling_id", "case_id", "person_id", "person_name", "offer_id", "state", "outcome", "with_return", "reason", "amount_minor", "amount_currency", "basis", "bearers", "working", "shares", "clauses", "reasons", "policy_version", "staged_at", "effective_at", "frozen_file", "frozen_sha256", "together_id" FROM `ruling`;--> statement-breakpoint
DROP TABLE `ruling`;--> statement-breakpoint
ALTER TABLE `__new_ruling` RENAME TO `ruling`;--> statement-breakpoint
CREATE UNIQUE INDEX `ruling_one_open` ON `ruling` (`case_id`) WHERE state in ('staged', 'held');--> statement-breakpoint
CREATE INDEX `ruling_held` ON `ruling` (`staged_at`) WHERE state = 'held';--> statement-breakpoint
CREATE UNIQUE INDEX `ruling_of_offer` ON `ruling` (`offer_id`) WHERE state not in ('undone', 'returned');--> statement-breakpoint
CREATE INDEX `ruling_case` ON `ruling` (`case_id`,`staged_at`);--> statement-breakpoint
CREATE INDEX `ruling_staged_at` ON `ruling` (`staged_at`);--> statement-breakpoint
CREATE INDEX `ruling_person` ON `ruling` (`person_id`,`staged_at`);--> statement-breakpoint
CREATE INDEX `ruling_together` ON `ruling` (`together_id`) WHERE together_id is not null;--> statement-breakpoint
CREATE TRIGGER `ruling_is_frozen` BEFORE UPDATE OF `ruling_id`, `case_id`, `person_id`, `outcome`, `amount_minor`, `amount_currency`, `working`, `shares`, `reasons`, `frozen_file`, `frozen_sha256` ON `ruling` BEGIN SELECT raise(abort, 'a ruling is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `ruling_held_needs_second_person` BEFORE UPDATE OF `state` ON `ruling` WHEN new.state = 'effective' AND EXISTS (SELECT 1 FROM ruling_hold WHERE ruling_id = new.ruling_id) AND (old.state <> 'staged' OR NOT EXISTS (SELECT 1 FROM approval a JOIN ruling_hold h ON h.ruling_id = a.ruling_id WHERE a.ruling_id = new.ruling_id AND a.action = 'approved' AND a.sha256 = h.sha256 AND a.person_id <> new.person_id AND a.step = (SELECT max(step) FROM approval WHERE ruling_id = new.ruling_id))) BEGIN SELECT raise(abort, 'a held ruling takes effect by the approval of a second person only'); END;--> statement-breakpoint
CREATE TRIGGER `ruling_hold_no_update` BEFORE UPDATE ON `ruling_hold` BEGIN SELECT raise(abort, 'what was held is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `ruling_hold_no_delete` BEFORE DELETE ON `ruling_hold` BEGIN SELECT raise(abort, 'what was held stays held'); END;--> statement-breakpoint
CREATE TRIGGER `approval_no_update` BEFORE UPDATE ON `approval` BEGIN SELECT raise(abort, 'approvals are insert-only'); END;--> statement-breakpoint
CREATE TRIGGER `approval_no_delete` BEFORE DELETE ON `approval` BEGIN SELECT raise(abort, 'approvals are insert-only'); END;--> statement-breakpoint
CREATE TRIGGER `approval_names_author` BEFORE INSERT ON `approval` WHEN new.author_id IS NOT (SELECT person_id FROM ruling WHERE ruling_id = new.ruling_id) BEGIN SELECT raise(abort, 'an approval names the author of its ruling'); END;--> statement-breakpoint
CREATE TRIGGER `approval_of_what_was_held` BEFORE INSERT ON `approval` WHEN new.action = 'approved' AND new.sha256 IS NOT (SELECT sha256 FROM ruling_hold WHERE ruling_id = new.ruling_id) BEGIN SELECT raise(abort, 'only what was held can be approved'); END;--> statement-breakpoint
CREATE TRIGGER `approval_in_turn` BEFORE INSERT ON `approval` WHEN (SELECT state FROM ruling WHERE ruling_id = new.ruling_id) IS NOT (CASE new.action WHEN 'undone' THEN 'staged' ELSE 'held' END) BEGIN SELECT raise(abort, 'only a held ruling can be decided by a second person'); END;--> statement-breakpoint
CREATE TRIGGER `settlement_is_frozen` BEFORE UPDATE OF `offer_id` ON `ruling` BEGIN SELECT raise(abort, 'a settlement is never edited'); END;
