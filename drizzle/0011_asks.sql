CREATE TABLE `answer` (
	`answer_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`from` text NOT NULL,
	`question_ids` text NOT NULL,
	`said_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`words` text,
	`language` text,
	`is_late` integer NOT NULL,
	`late_words` text,
	`document_sha256` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "answer_from" CHECK("answer"."from" in ('buyer', 'seller'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `answer_case` ON `answer` (`case_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `disclosure` (
	`disclosure_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`evidence_id` text NOT NULL,
	`to` text NOT NULL,
	`sha256` text,
	`how` text NOT NULL,
	`letter_id` text,
	`person_name` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_id`) REFERENCES `evidence`(`evidence_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "disclosure_to" CHECK("disclosure"."to" in ('buyer', 'seller')),
	CONSTRAINT "disclosure_ways" CHECK("disclosure"."how" in ('letter', 'source'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `disclosure_case` ON `disclosure` (`case_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `disclosure_once` ON `disclosure` (`evidence_id`,`to`,`letter_id`);--> statement-breakpoint
CREATE TABLE `exchange_document` (
	`sha256` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`schema` text,
	`case_id` text,
	`state` text NOT NULL,
	`code` text,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "exchange_document_states" CHECK("exchange_document"."state" in ('taken', 'refused'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `exchange_document_at` ON `exchange_document` (`at`);--> statement-breakpoint
CREATE TABLE `offer` (
	`offer_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	`send_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`outcome` text NOT NULL,
	`with_return` integer NOT NULL,
	`amount_minor` integer,
	`amount_currency` text,
	`basis` text NOT NULL,
	`bearers` text NOT NULL,
	`working` text NOT NULL,
	`shares` text NOT NULL,
	`words` text NOT NULL,
	`policy_version` text NOT NULL,
	`state` text NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "offer_states" CHECK("offer"."state" in ('open', 'accepted', 'rejected', 'lapsed', 'withdrawn')),
	CONSTRAINT "offer_amount" CHECK((outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0)),
	CONSTRAINT "offer_ended" CHECK((state = 'open') = (ended_at is null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `offer_one_open` ON `offer` (`case_id`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `offer_case` ON `offer` (`case_id`,`at`);--> statement-breakpoint
CREATE TABLE `offer_reply` (
	`reply_id` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`from` text NOT NULL,
	`reply` text NOT NULL,
	`said_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`words` text,
	`how` text NOT NULL,
	`person_id` text,
	`person_name` text,
	`voided_at` integer,
	FOREIGN KEY (`offer_id`) REFERENCES `offer`(`offer_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "offer_reply_from" CHECK("offer_reply"."from" in ('buyer', 'seller')),
	CONSTRAINT "offer_reply_reply" CHECK(reply in ('accepted', 'rejected')),
	CONSTRAINT "offer_reply_ways" CHECK("offer_reply"."how" in ('exchange', 'phone', 'mail', 'marketplace')),
	CONSTRAINT "offer_reply_by" CHECK((how = 'exchange') = (person_id is null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `offer_reply_once` ON `offer_reply` (`offer_id`,`from`) WHERE voided_at is null;--> statement-breakpoint
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
	CONSTRAINT "job_kinds" CHECK("__new_job"."kind" in ('intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.lapse', 'offer.lapse', 'disclosure.copy')),
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
CREATE TABLE `__new_question` (
	`question_id` text PRIMARY KEY NOT NULL,
	`ask_id` text NOT NULL,
	`position` integer NOT NULL,
	`case_id` text NOT NULL,
	`to` text NOT NULL,
	`text` text NOT NULL,
	`kinds` text NOT NULL,
	`claim_id` text,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	`send_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`state` text NOT NULL,
	`sent_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "question_states" CHECK("__new_question"."state" in ('waiting', 'answered', 'lapsed', 'withdrawn')),
	CONSTRAINT "question_times" CHECK(at <= send_at and send_at <= due_at)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_question`("question_id", "ask_id", "position", "case_id", "to", "text", "kinds", "claim_id", "person_id", "person_name", "at", "send_at", "due_at", "state", "sent_at", "ended_at") SELECT "question_id", "question_id", 0, "case_id", "to", "text", '[]', "claim_id", "person_id", "person_name", "at", "at", "due_at", "state", "sent_at", "ended_at" FROM `question`;--> statement-breakpoint
DROP TABLE `question`;--> statement-breakpoint
ALTER TABLE `__new_question` RENAME TO `question`;--> statement-breakpoint
CREATE INDEX `question_case` ON `question` (`case_id`,`at`);--> statement-breakpoint
CREATE INDEX `question_ask` ON `question` (`ask_id`);--> statement-breakpoint
ALTER TABLE `case_skip` ADD `is_last` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `came_back_at` integer;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `came_back_words` text;--> statement-breakpoint
CREATE INDEX `dispute_case_kept` ON `dispute_case` (`kept_for_person_id`) WHERE kept_for_person_id is not null;--> statement-breakpoint
ALTER TABLE `evidence` ADD `answer_id` text REFERENCES answer(answer_id);--> statement-breakpoint
ALTER TABLE `ruling` ADD `offer_id` text REFERENCES offer(offer_id);--> statement-breakpoint
CREATE UNIQUE INDEX `ruling_of_offer` ON `ruling` (`offer_id`) WHERE state <> 'undone';--> statement-breakpoint
CREATE TRIGGER `answer_no_update` BEFORE UPDATE ON `answer` BEGIN SELECT raise(abort, 'an answer is never edited'); END;
--> statement-breakpoint
CREATE TRIGGER `answer_no_delete` BEFORE DELETE ON `answer` BEGIN SELECT raise(abort, 'an answer is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `disclosure_no_update` BEFORE UPDATE ON `disclosure` BEGIN SELECT raise(abort, 'what was shown stays shown'); END;
--> statement-breakpoint
CREATE TRIGGER `disclosure_no_delete` BEFORE DELETE ON `disclosure` BEGIN SELECT raise(abort, 'what was shown stays shown'); END;
--> statement-breakpoint
CREATE TRIGGER `offer_is_frozen` BEFORE UPDATE OF `offer_id`, `case_id`, `person_id`, `person_name`, `at`, `send_at`, `due_at`, `outcome`, `with_return`, `amount_minor`, `amount_currency`, `basis`, `bearers`, `working`, `shares`, `words`, `policy_version` ON `offer` BEGIN SELECT raise(abort, 'an offer is never edited'); END;
--> statement-breakpoint
CREATE TRIGGER `offer_reply_is_frozen` BEFORE UPDATE OF `reply_id`, `offer_id`, `from`, `reply`, `said_at`, `received_at`, `words`, `how`, `person_id`, `person_name` ON `offer_reply` BEGIN SELECT raise(abort, 'a reply is never edited'); END;
--> statement-breakpoint
CREATE TRIGGER `offer_reply_no_delete` BEFORE DELETE ON `offer_reply` BEGIN SELECT raise(abort, 'a reply is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER `settlement_is_frozen` BEFORE UPDATE OF `offer_id` ON `ruling` BEGIN SELECT raise(abort, 'a settlement is never edited'); END;
