CREATE TABLE `account` (
	`person_id` text PRIMARY KEY NOT NULL,
	`name_key` text NOT NULL,
	`salt` blob NOT NULL,
	`stretch` text NOT NULL,
	`verifier` blob NOT NULL,
	`must_change` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`last_signed_in_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "account_salt" CHECK(length(salt) >= 16 and length(verifier) = 32)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `account_name` ON `account` (`name_key`);--> statement-breakpoint
CREATE TABLE `calibration` (
	`calibration_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by_id` text NOT NULL,
	`opened_by_name` text NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`opened_by_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `calibration_case` (
	`calibration_id` text NOT NULL,
	`position` integer NOT NULL,
	`ruling_id` text NOT NULL,
	PRIMARY KEY(`calibration_id`, `ruling_id`),
	FOREIGN KEY (`calibration_id`) REFERENCES `calibration`(`calibration_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `calibration_person` (
	`calibration_id` text NOT NULL,
	`person_id` text NOT NULL,
	`done_at` integer,
	`left_at` integer,
	PRIMARY KEY(`calibration_id`, `person_id`),
	FOREIGN KEY (`calibration_id`) REFERENCES `calibration`(`calibration_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `calibration_rating` (
	`calibration_id` text NOT NULL,
	`ruling_id` text NOT NULL,
	`person_id` text NOT NULL,
	`outcome` text NOT NULL,
	`amount_minor` integer,
	`amount_currency` text,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`calibration_id`, `ruling_id`, `person_id`),
	FOREIGN KEY (`calibration_id`) REFERENCES `calibration`(`calibration_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "calibration_amount" CHECK((outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0))
) STRICT;
--> statement-breakpoint
CREATE TABLE `anchor` (
	`anchor_id` text PRIMARY KEY NOT NULL,
	`log_id` text NOT NULL,
	`size` integer NOT NULL,
	`head` text NOT NULL,
	`at` integer NOT NULL,
	`public_key` text NOT NULL,
	`signature` text NOT NULL,
	`held_by` text NOT NULL,
	`imported_at` integer NOT NULL,
	`imported_by_id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `anchor_size` ON `anchor` (`size`);--> statement-breakpoint
CREATE TABLE `checkpoint` (
	`size` integer NOT NULL,
	`head` text NOT NULL,
	`at` integer NOT NULL,
	`public_key` text NOT NULL,
	`signature` text NOT NULL,
	PRIMARY KEY(`size`, `public_key`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `review` (
	`review_id` text PRIMARY KEY NOT NULL,
	`ruling_id` text NOT NULL,
	`case_id` text NOT NULL,
	`sample_id` text,
	`reviewer_id` text NOT NULL,
	`state` text NOT NULL,
	`opened_at` integer NOT NULL,
	`outcome` text,
	`amount_minor` integer,
	`amount_currency` text,
	`view_words` text,
	`viewed_at` integer,
	`verdict` text,
	`root_cause` text,
	`words` text,
	`scorecard_version` integer,
	`scores` text,
	`decided_at` integer,
	`settled_verdict` text,
	`final_at` integer,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sample_id`) REFERENCES `sample`(`sample_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`scorecard_version`) REFERENCES `scorecard`(`version`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "review_states" CHECK(state in ('open', 'viewed', 'decided', 'disputed', 'final', 'dropped')),
	CONSTRAINT "review_verdicts" CHECK((verdict is null or verdict in ('agree', 'improve', 'overturn')) and (settled_verdict is null or settled_verdict in ('agree', 'improve', 'overturn'))),
	CONSTRAINT "review_view_first" CHECK(state in ('open', 'dropped') or (viewed_at is not null and outcome is not null)),
	CONSTRAINT "review_amount" CHECK(outcome is null or ((outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0))),
	CONSTRAINT "review_decided_whole" CHECK(state in ('open', 'viewed', 'dropped') or (verdict is not null and decided_at is not null and trim(words) <> '' and scorecard_version is not null)),
	CONSTRAINT "review_cause" CHECK(verdict is null or verdict = 'agree' or root_cause is not null),
	CONSTRAINT "review_final_whole" CHECK((state = 'final') = (final_at is not null) and (state = 'final') = (settled_verdict is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `review_one_live` ON `review` (`ruling_id`,`reviewer_id`) WHERE state <> 'dropped';--> statement-breakpoint
CREATE INDEX `review_ruling` ON `review` (`ruling_id`);--> statement-breakpoint
CREATE INDEX `review_case` ON `review` (`case_id`);--> statement-breakpoint
CREATE INDEX `review_state` ON `review` (`state`,`opened_at`);--> statement-breakpoint
CREATE INDEX `review_final` ON `review` (`final_at`) WHERE state = 'final';--> statement-breakpoint
CREATE TABLE `review_answer` (
	`review_id` text NOT NULL,
	`kind` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`words` text NOT NULL,
	`verdict` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`review_id`, `kind`),
	FOREIGN KEY (`review_id`) REFERENCES `review`(`review_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "review_answer_kinds" CHECK(kind in ('acknowledged', 'disputed', 'upheld', 'changed')),
	CONSTRAINT "review_answer_words" CHECK(kind = 'acknowledged' or trim(words) <> ''),
	CONSTRAINT "review_answer_verdict" CHECK((kind = 'changed') = (verdict is not null))
) STRICT;
--> statement-breakpoint
CREATE TABLE `scorecard` (
	`version` integer PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by_id` text NOT NULL,
	`published_by_name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `golden_case` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`verdict` text NOT NULL,
	`outcome` text NOT NULL,
	`amount` text NOT NULL,
	`words` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by_id` text NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "golden_words" CHECK(trim(words) <> ''),
	CONSTRAINT "golden_verdicts" CHECK(verdict in ('agree', 'improve', 'overturn'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `sample` (
	`sample_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`seed` text NOT NULL,
	`plan` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`population_size` integer NOT NULL,
	`population_sha256` text NOT NULL,
	`drawn_at` integer NOT NULL,
	`drawn_by_id` text NOT NULL,
	`drawn_by_name` text NOT NULL,
	FOREIGN KEY (`drawn_by_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sample_span" CHECK(until_at > from_at)
) STRICT;
--> statement-breakpoint
CREATE INDEX `sample_drawn` ON `sample` (`drawn_at`);--> statement-breakpoint
CREATE TABLE `sample_item` (
	`sample_id` text NOT NULL,
	`position` integer NOT NULL,
	`ruling_id` text NOT NULL,
	`drawn_by` text NOT NULL,
	PRIMARY KEY(`sample_id`, `position`),
	FOREIGN KEY (`sample_id`) REFERENCES `sample`(`sample_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sample_item_once` ON `sample_item` (`sample_id`,`ruling_id`);--> statement-breakpoint
CREATE INDEX `sample_item_ruling` ON `sample_item` (`ruling_id`);--> statement-breakpoint
CREATE TABLE `saved_filter` (
	`filter_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`list` text NOT NULL,
	`name` text NOT NULL,
	`is_for_team` integer NOT NULL,
	`filter` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "saved_filter_name_given" CHECK(trim(name) <> '')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_filter_name` ON `saved_filter` (`person_id`,`list`,`name`);--> statement-breakpoint
CREATE TABLE `draft_edit` (
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`version` integer NOT NULL,
	`draft` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `person_id`, `version`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `person` ADD `languages` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `skills` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `is_active` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `run_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `seen_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `locked_at` integer;
--> statement-breakpoint
CREATE TRIGGER `checkpoint_no_update` BEFORE UPDATE ON `checkpoint` BEGIN SELECT raise(abort, 'a checkpoint is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `checkpoint_no_delete` BEFORE DELETE ON `checkpoint` BEGIN SELECT raise(abort, 'a checkpoint is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `anchor_no_update` BEFORE UPDATE ON `anchor` BEGIN SELECT raise(abort, 'an anchor is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `anchor_no_delete` BEFORE DELETE ON `anchor` BEGIN SELECT raise(abort, 'an anchor is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `sample_no_update` BEFORE UPDATE ON `sample` BEGIN SELECT raise(abort, 'a sample is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `sample_no_delete` BEFORE DELETE ON `sample` BEGIN SELECT raise(abort, 'a sample is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `sample_item_no_update` BEFORE UPDATE ON `sample_item` BEGIN SELECT raise(abort, 'a sample is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `sample_item_no_delete` BEFORE DELETE ON `sample_item` BEGIN SELECT raise(abort, 'a sample is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `review_answer_no_update` BEFORE UPDATE ON `review_answer` BEGIN SELECT raise(abort, 'an answer to a review is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `review_answer_no_delete` BEFORE DELETE ON `review_answer` BEGIN SELECT raise(abort, 'an answer to a review is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `scorecard_no_update` BEFORE UPDATE ON `scorecard` BEGIN SELECT raise(abort, 'a scorecard is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `scorecard_no_delete` BEFORE DELETE ON `scorecard` BEGIN SELECT raise(abort, 'a scorecard is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `draft_edit_no_update` BEFORE UPDATE ON `draft_edit` BEGIN SELECT raise(abort, 'a former draft is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `draft_edit_no_delete` BEFORE DELETE ON `draft_edit` BEGIN SELECT raise(abort, 'a former draft is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `review_no_delete` BEFORE DELETE ON `review` BEGIN SELECT raise(abort, 'a review is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `review_not_of_own_ruling` BEFORE INSERT ON `review` WHEN exists (select 1 from ruling where ruling_id = new.ruling_id and person_id = new.reviewer_id) or exists (select 1 from approval where ruling_id = new.ruling_id and person_id = new.reviewer_id and action = 'approved') BEGIN SELECT raise(abort, 'nobody reviews a ruling of their own'); END;
--> statement-breakpoint
CREATE TRIGGER `review_is_of_one_ruling` BEFORE UPDATE OF `review_id`, `ruling_id`, `case_id`, `sample_id`, `reviewer_id`, `opened_at` ON `review` BEGIN SELECT raise(abort, 'a review stays with its ruling and its reviewer'); END;
--> statement-breakpoint
CREATE TRIGGER `review_view_is_kept` BEFORE UPDATE OF `outcome`, `amount_minor`, `amount_currency`, `view_words`, `viewed_at` ON `review` WHEN old.viewed_at is not null BEGIN SELECT raise(abort, 'a view noted before the ruling was seen is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `review_verdict_is_kept` BEFORE UPDATE OF `verdict`, `root_cause`, `words`, `scorecard_version`, `scores`, `decided_at` ON `review` WHEN old.decided_at is not null BEGIN SELECT raise(abort, 'a verdict is answered, never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `review_final_is_final` BEFORE UPDATE ON `review` WHEN old.state in ('final', 'dropped') BEGIN SELECT raise(abort, 'this review is over'); END;
--> statement-breakpoint
CREATE TRIGGER `review_answered_by_the_author` BEFORE INSERT ON `review_answer` WHEN new.kind in ('acknowledged', 'disputed') and not exists (select 1 from review inner join ruling on ruling.ruling_id = review.ruling_id where review.review_id = new.review_id and ruling.person_id = new.person_id) BEGIN SELECT raise(abort, 'a review is answered by who ruled'); END;
--> statement-breakpoint
CREATE TRIGGER `review_settled_by_a_second` BEFORE INSERT ON `review_answer` WHEN new.kind in ('upheld', 'changed') and exists (select 1 from review inner join ruling on ruling.ruling_id = review.ruling_id where review.review_id = new.review_id and (ruling.person_id = new.person_id or review.reviewer_id = new.person_id)) BEGIN SELECT raise(abort, 'a dispute is settled by a second lead'); END;
--> statement-breakpoint
CREATE TRIGGER `golden_case_no_delete` BEFORE DELETE ON `golden_case` BEGIN SELECT raise(abort, 'a golden case is retired, never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `golden_case_is_kept` BEFORE UPDATE OF `ruling_id`, `verdict`, `outcome`, `amount`, `words`, `added_at`, `added_by_id` ON `golden_case` BEGIN SELECT raise(abort, 'a golden case is retired, never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_rating_done_insert` BEFORE INSERT ON `calibration_rating` WHEN exists (select 1 from calibration_person where calibration_id = new.calibration_id and person_id = new.person_id and done_at is not null) or exists (select 1 from calibration where calibration_id = new.calibration_id and closed_at is not null) BEGIN SELECT raise(abort, 'a rating of who is done is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_rating_done_update` BEFORE UPDATE ON `calibration_rating` WHEN exists (select 1 from calibration_person where calibration_id = new.calibration_id and person_id = new.person_id and done_at is not null) or exists (select 1 from calibration where calibration_id = new.calibration_id and closed_at is not null) BEGIN SELECT raise(abort, 'a rating of who is done is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_rating_done_delete` BEFORE DELETE ON `calibration_rating` WHEN exists (select 1 from calibration_person where calibration_id = old.calibration_id and person_id = old.person_id and done_at is not null) or exists (select 1 from calibration where calibration_id = old.calibration_id and closed_at is not null) BEGIN SELECT raise(abort, 'a rating of who is done is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `account_no_delete` BEFORE DELETE ON `account` BEGIN SELECT raise(abort, 'an account is closed, never deleted'); END;
