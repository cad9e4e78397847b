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
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.lapse', 'offer.lapse', 'disclosure.copy', 'case.close', 'correction.send', 'return.order', 'return.lapse', 'feed.pull', 'ledger.reconcile')),
	CONSTRAINT "job_states" CHECK("__new_job"."state" in ('waiting', 'running', 'done', 'failed'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_job`("job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at") SELECT "job_id", "kind", "unique_key", "words", "case_id", "payload", "state", "attempts", "max_attempts", "run_after", "lease_ends_at", "progress", "error", "created_at", "finished_at" FROM `job`;--> statement-breakpoint
DROP TABLE `job`;--> statement-breakpoint
ALTER TABLE `__new_job` RENAME TO `job`;--> statement-breakpoint
CREATE UNIQUE INDEX `job_unique_key` ON `job` (`unique_key`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`run_after`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `job_running` ON `job` (`lease_ends_at`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `__new_refund` (
	`refund_id` text PRIMARY KEY NOT NULL,
	`ruling_id` text NOT NULL,
	`case_id` text NOT NULL,
	`kind` text DEFAULT 'order' NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refund_amount" CHECK(amount_minor > 0),
	CONSTRAINT "refund_states" CHECK("__new_refund"."state" in ('planned', 'approved', 'sent', 'settled', 'failed', 'unknown', 'cancelled'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_refund`("refund_id", "ruling_id", "case_id", "kind", "amount_minor", "currency", "state", "error", "created_at", "changed_at") SELECT "refund_id", "ruling_id", "case_id", "kind", "amount_minor", "currency", "state", "error", "created_at", "changed_at" FROM `refund`;--> statement-breakpoint
DROP TABLE `refund`;--> statement-breakpoint
ALTER TABLE `__new_refund` RENAME TO `refund`;--> statement-breakpoint
CREATE UNIQUE INDEX `refund_one_live` ON `refund` (`ruling_id`,`kind`) WHERE state <> 'cancelled';--> statement-breakpoint
CREATE INDEX `refund_case` ON `refund` (`case_id`);--> statement-breakpoint
CREATE TABLE `__new_letter` (
	`letter_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`kind` text NOT NULL,
	`ruling_id` text,
	`about_id` text,
	`resend_of` text,
	`to` text NOT NULL,
	`language` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`created_at` integer,
	`sent_at` integer,
	`delivery` text,
	`delivered_at` integer,
	`delivery_fault` text,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resend_of`) REFERENCES `letter`(`letter_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "letter_kinds" CHECK("__new_letter"."kind" in ('ruling', 'question', 'notice', 'offer', 'appeal')),
	CONSTRAINT "letter_states" CHECK("__new_letter"."state" in ('planned', 'sent', 'failed', 'withdrawn')),
	CONSTRAINT "letter_of_ruling" CHECK(kind <> 'ruling' or ruling_id is not null),
	CONSTRAINT "letter_sent_at" CHECK((state = 'sent') = (sent_at is not null)),
	CONSTRAINT "letter_deliveries" CHECK(delivery is null or "__new_letter"."delivery" in ('accepted', 'delivered', 'read', 'failed')),
	CONSTRAINT "letter_error" CHECK((state = 'failed') or error is null)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_letter`("letter_id", "case_id", "kind", "ruling_id", "about_id", "resend_of", "to", "language", "subject", "body", "state", "error", "created_at", "sent_at", "delivery", "delivered_at", "delivery_fault") SELECT "letter_id", "case_id", "kind", "ruling_id", "about_id", "resend_of", "to", "language", "subject", "body", "state", "error", "created_at", "sent_at", NULL, NULL, NULL FROM `letter`;--> statement-breakpoint
DROP TABLE `letter`;--> statement-breakpoint
ALTER TABLE `__new_letter` RENAME TO `letter`;--> statement-breakpoint
CREATE UNIQUE INDEX `letter_ruling_to` ON `letter` (`ruling_id`,`to`) WHERE kind = 'ruling' and resend_of is null;--> statement-breakpoint
CREATE INDEX `letter_ruling` ON `letter` (`ruling_id`);--> statement-breakpoint
CREATE INDEX `letter_case` ON `letter` (`case_id`);--> statement-breakpoint
CREATE INDEX `letter_about` ON `letter` (`about_id`) WHERE about_id is not null;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE TRIGGER `refund_is_frozen` BEFORE UPDATE OF `refund_id`, `ruling_id`, `case_id`, `amount_minor`, `currency` ON `refund` BEGIN SELECT raise(abort, 'a refund is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `letter_is_frozen` BEFORE UPDATE OF `letter_id`, `case_id`, `kind`, `ruling_id`, `about_id`, `resend_of`, `to`, `language`, `subject`, `body` ON `letter` BEGIN SELECT raise(abort, 'a letter is never edited'); END;
