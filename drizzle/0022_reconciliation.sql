CREATE TABLE `ledger_check` (
	`check_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`line` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`is_span_asked` integer NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`job_key` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`entries` integer DEFAULT 0 NOT NULL,
	`payouts` integer DEFAULT 0 NOT NULL,
	`agreed` integer DEFAULT 0 NOT NULL,
	`opened` integer DEFAULT 0 NOT NULL,
	`found` integer DEFAULT 0 NOT NULL,
	`gone` integer DEFAULT 0 NOT NULL,
	`sums` text NOT NULL,
	`error` text,
	CONSTRAINT "ledger_check_states" CHECK("ledger_check"."state" in ('running', 'done', 'failed')),
	CONSTRAINT "ledger_check_lines" CHECK("ledger_check"."line" in ('folder', 'api')),
	CONSTRAINT "ledger_check_span" CHECK(from_at < until_at),
	CONSTRAINT "ledger_check_finished" CHECK((state = 'running') = (finished_at is null)),
	CONSTRAINT "ledger_check_error" CHECK((state = 'failed') = (error is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_check_one_running` ON `ledger_check` (`state`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `ledger_check_started` ON `ledger_check` (`started_at`);--> statement-breakpoint
CREATE INDEX `ledger_check_follows` ON `ledger_check` (`until_at`) WHERE state = 'done' and is_span_asked = 0;--> statement-breakpoint
CREATE TABLE `ledger_difference` (
	`difference_id` text PRIMARY KEY NOT NULL,
	`line` text NOT NULL,
	`code` text NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`entry_ids` text NOT NULL,
	`moved_at` integer,
	`here_minor` integer,
	`here_currency` text,
	`here_state` text,
	`there_minor` integer,
	`there_currency` text,
	`case_id` text,
	`order_id` text,
	`first_check_id` text NOT NULL,
	`first_seen_at` integer NOT NULL,
	`last_check_id` text NOT NULL,
	`last_seen_at` integer NOT NULL,
	`looked_again` integer DEFAULT 0 NOT NULL,
	`closed_at` integer,
	`closed_by_id` text,
	`closed_by_name` text,
	`closed_words` text,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`first_check_id`) REFERENCES `ledger_check`(`check_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`last_check_id`) REFERENCES `ledger_check`(`check_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_difference_codes" CHECK("ledger_difference"."code" in ('PAID_TWICE', 'NOT_IN_LEDGER', 'PAID_NOT_SETTLED', 'UNKNOWN_KEY', 'AMOUNT_DIFFERS', 'REVERSED', 'PAID_CANCELLED', 'OUTSIDE')),
	CONSTRAINT "ledger_difference_states" CHECK("ledger_difference"."state" in ('open', 'gone', 'settled')),
	CONSTRAINT "ledger_difference_closed_whole" CHECK((state = 'open') = (closed_at is null)),
	CONSTRAINT "ledger_difference_settled_whole" CHECK((state = 'settled') = (closed_by_id is not null) and (state = 'settled') = (closed_words is not null and trim(closed_words) <> ''))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_difference_one_open` ON `ledger_difference` (`line`,`code`,`subject`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `ledger_difference_subject` ON `ledger_difference` (`subject`);--> statement-breakpoint
CREATE INDEX `ledger_difference_open` ON `ledger_difference` (`first_seen_at`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `ledger_difference_closed` ON `ledger_difference` (`closed_at`) WHERE state <> 'open';--> statement-breakpoint
CREATE TABLE `ledger_entry` (
	`line` text NOT NULL,
	`entry_id` text NOT NULL,
	`key` text,
	`kind` text NOT NULL,
	`source_id` text,
	`order_id` text,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`at` integer NOT NULL,
	`check_id` text NOT NULL,
	PRIMARY KEY(`line`, `entry_id`),
	FOREIGN KEY (`check_id`) REFERENCES `ledger_check`(`check_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_entry_kinds" CHECK("ledger_entry"."kind" in ('refund', 'return_postage', 'correction', 'reversal'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `ledger_entry_key` ON `ledger_entry` (`key`) WHERE key is not null;--> statement-breakpoint
CREATE INDEX `ledger_entry_check` ON `ledger_entry` (`check_id`,`key`,`entry_id`);--> statement-breakpoint
CREATE TRIGGER `ledger_check_is_done_once` BEFORE UPDATE ON `ledger_check` WHEN OLD.`state` = 'done' BEGIN SELECT raise(abort, 'a check that is done is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_check_is_kept` BEFORE DELETE ON `ledger_check` BEGIN SELECT raise(abort, 'a check is never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_difference_is_frozen` BEFORE UPDATE OF `difference_id`, `line`, `code`, `subject`, `first_check_id`, `first_seen_at` ON `ledger_difference` BEGIN SELECT raise(abort, 'a difference is never made another'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_difference_is_closed_once` BEFORE UPDATE OF `state`, `entry_ids`, `moved_at`, `here_minor`, `here_currency`, `here_state`, `there_minor`, `there_currency`, `case_id`, `order_id`, `closed_at`, `closed_by_id`, `closed_by_name`, `closed_words` ON `ledger_difference` WHEN OLD.`state` <> 'open' BEGIN SELECT raise(abort, 'a difference is closed once'); END;--> statement-breakpoint
CREATE TRIGGER `ledger_difference_is_kept` BEFORE DELETE ON `ledger_difference` BEGIN SELECT raise(abort, 'a difference is never deleted'); END;
