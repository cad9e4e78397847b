CREATE TABLE `question` (
	`question_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`to` text NOT NULL,
	`text` text NOT NULL,
	`claim_id` text,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`state` text NOT NULL,
	`sent_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "question_states" CHECK("question"."state" in ('waiting', 'answered', 'lapsed', 'withdrawn'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `question_case` ON `question` (`case_id`,`at`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_dispute_case` (
	`case_id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`content_sha256` text NOT NULL,
	`stage` text NOT NULL,
	`source_status` text,
	`whose_turn` text,
	`opened_at` integer,
	`escalated_at` integer,
	`escalation_cause` text,
	`received_at` integer NOT NULL,
	`integrity` text NOT NULL,
	`is_read_only` integer NOT NULL,
	`goods_return` text,
	`outcome` text,
	`contact_before` text,
	`chargeback` text,
	`unmapped` text NOT NULL,
	`carried_ruling` text,
	`reason` text NOT NULL,
	`claim_count` integer NOT NULL,
	`title` text,
	`buyer_name` text,
	`seller_name` text,
	`amount_minor` integer,
	`amount_currency` text,
	`due_at` integer,
	`answer_until` integer,
	`value` integer NOT NULL,
	`search_text` text NOT NULL,
	`lease_person_id` text,
	`lease_session_id` text,
	`lease_ends_at` integer,
	FOREIGN KEY (`lease_person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dispute_case_states" CHECK("__new_dispute_case"."state" in ('received', 'queued', 'in_review', 'waiting', 'staged', 'ruled', 'closed')),
	CONSTRAINT "dispute_case_lease_whole" CHECK((lease_person_id is null) = (lease_ends_at is null) and (lease_person_id is null) = (lease_session_id is null)),
	CONSTRAINT "dispute_case_lease_state" CHECK(lease_person_id is null or state = 'in_review')
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_dispute_case`("case_id", "number", "version", "state", "source", "source_id", "content_sha256", "stage", "source_status", "whose_turn", "opened_at", "escalated_at", "escalation_cause", "received_at", "integrity", "is_read_only", "goods_return", "outcome", "contact_before", "chargeback", "unmapped", "carried_ruling", "reason", "claim_count", "title", "buyer_name", "seller_name", "amount_minor", "amount_currency", "due_at", "answer_until", "value", "search_text", "lease_person_id", "lease_session_id", "lease_ends_at") SELECT "case_id", "number", "version", "state", "source", "source_id", "content_sha256", "stage", "source_status", "whose_turn", "opened_at", "escalated_at", "escalation_cause", "received_at", "integrity", "is_read_only", "goods_return", "outcome", "contact_before", "chargeback", "unmapped", "carried_ruling", "reason", "claim_count", "title", "buyer_name", "seller_name", "amount_minor", "amount_currency", "due_at", "answer_until", "value", "search_text", "lease_person_id", "lease_session_id", "lease_ends_at" FROM `dispute_case`;--> statement-breakpoint
DROP TABLE `dispute_case`;--> statement-breakpoint
ALTER TABLE `__new_dispute_case` RENAME TO `dispute_case`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_case_number` ON `dispute_case` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_case_source` ON `dispute_case` (`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_due` ON `dispute_case` (`due_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_value` ON `dispute_case` (`value`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_age` ON `dispute_case` (`received_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_state` ON `dispute_case` (`state`,`number`);--> statement-breakpoint
CREATE INDEX `dispute_case_lease` ON `dispute_case` (`lease_person_id`) WHERE lease_person_id is not null;--> statement-breakpoint
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
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.send', 'question.lapse')),
	CONSTRAINT "job_states" CHECK("__new_job"."state" in ('waiting', 'running', 'done', 'failed'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_job`("job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at") SELECT "job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at" FROM `job`;--> statement-breakpoint
DROP TABLE `job`;--> statement-breakpoint
ALTER TABLE `__new_job` RENAME TO `job`;--> statement-breakpoint
CREATE UNIQUE INDEX `job_unique_key` ON `job` (`unique_key`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`run_after`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `job_running` ON `job` (`lease_ends_at`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`created_at`);