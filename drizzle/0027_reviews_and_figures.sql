CREATE TABLE `calibration_note` (
	`calibration_id` text NOT NULL,
	`position` integer NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`calibration_id`, `position`),
	FOREIGN KEY (`calibration_id`) REFERENCES `calibration`(`calibration_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "calibration_note_words" CHECK(trim(words) <> '')
) STRICT;
--> statement-breakpoint
CREATE TABLE `golden_known` (
	`ruling_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`ruling_id`, `person_id`),
	FOREIGN KEY (`ruling_id`) REFERENCES `golden_case`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `sample_population` (
	`sample_id` text PRIMARY KEY NOT NULL,
	`ids` blob NOT NULL,
	FOREIGN KEY (`sample_id`) REFERENCES `sample`(`sample_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `ruling_moment` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`moment` text NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
DROP INDEX `ruling_staged_at`;--> statement-breakpoint
CREATE INDEX `ruling_list` ON `ruling` (`staged_at`,`ruling_id`,`state`,`outcome`,`reason`,`person_id`,`offer_id`,`amount_currency`,`amount_minor`,`case_id`);--> statement-breakpoint
CREATE INDEX `ruling_in_effect` ON `ruling` (`effective_at`,`ruling_id`,`case_id`,`person_id`,`reason`,`outcome`,`offer_id`,`appeal_until`) WHERE state = 'effective';--> statement-breakpoint
CREATE INDEX `ruling_of_case_in_effect` ON `ruling` (`case_id`,`effective_at`) WHERE state = 'effective';--> statement-breakpoint
DROP INDEX `appeal_once_a_side`;--> statement-breakpoint
ALTER TABLE `appeal` ADD `review_id` text REFERENCES review(review_id);--> statement-breakpoint
CREATE INDEX `appeal_recorded` ON `appeal` (`recorded_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once_a_review` ON `appeal` (`review_id`) WHERE review_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once_a_side` ON `appeal` (`case_id`,`by`) WHERE review_id is null;--> statement-breakpoint
ALTER TABLE `review` ADD `answer_until` integer;--> statement-breakpoint
ALTER TABLE `golden_case` ADD `golden_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `golden_case_id` ON `golden_case` (`golden_id`);--> statement-breakpoint
CREATE INDEX `ruling_hold_due` ON `ruling_hold` (`due_at`);--> statement-breakpoint
CREATE INDEX `audit_entry_person` ON `audit_entry` (`person_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_entry_action` ON `audit_entry` (`action`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_entry_skipped` ON `audit_entry` (`at`) WHERE action = 'case.skipped';--> statement-breakpoint
CREATE INDEX `question_due` ON `question` (`due_at`);--> statement-breakpoint
CREATE INDEX `dispute_case_received` ON `dispute_case` (`received_at`,`case_id`,`reason`);--> statement-breakpoint
CREATE INDEX `ruling_suggestion_count` ON `ruling_suggestion` (`ruling_id`,`followed`);
--> statement-breakpoint
CREATE TRIGGER `sample_population_no_update` BEFORE UPDATE ON `sample_population` BEGIN SELECT raise(abort, 'a sample is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `sample_population_no_delete` BEFORE DELETE ON `sample_population` BEGIN SELECT raise(abort, 'a sample is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `golden_known_no_update` BEFORE UPDATE ON `golden_known` BEGIN SELECT raise(abort, 'what a person knows is never forgotten'); END;
--> statement-breakpoint
CREATE TRIGGER `golden_known_no_delete` BEFORE DELETE ON `golden_known` BEGIN SELECT raise(abort, 'what a person knows is never forgotten'); END;
--> statement-breakpoint
CREATE TRIGGER `golden_case_keeps_its_id` BEFORE UPDATE OF `golden_id` ON `golden_case` BEGIN SELECT raise(abort, 'a golden case is retired, never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `golden_case_stays_retired` BEFORE UPDATE OF `retired_at` ON `golden_case` WHEN old.retired_at is not null BEGIN SELECT raise(abort, 'a golden case is retired once'); END;
--> statement-breakpoint
CREATE TRIGGER `review_not_by_who_knows` BEFORE INSERT ON `review` WHEN exists (select 1 from golden_known where ruling_id = new.ruling_id and person_id = new.reviewer_id) BEGIN SELECT raise(abort, 'nobody reviews what they know the answer of'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_note_no_update` BEFORE UPDATE ON `calibration_note` BEGIN SELECT raise(abort, 'a note on a round is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_note_no_delete` BEFORE DELETE ON `calibration_note` BEGIN SELECT raise(abort, 'a note on a round is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `appeal_of_a_review_overturned` BEFORE INSERT ON `appeal` WHEN new.review_id is not null and not exists (select 1 from review where review_id = new.review_id and ruling_id = new.ruling_id and state = 'final' and settled_verdict = 'overturn') BEGIN SELECT raise(abort, 'only a ruling that a review overturned is corrected'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_person_not_author` BEFORE INSERT ON `calibration_person` WHEN exists (select 1 from calibration_case inner join ruling on ruling.ruling_id = calibration_case.ruling_id where calibration_case.calibration_id = new.calibration_id and ruling.person_id = new.person_id) BEGIN SELECT raise(abort, 'nobody rates a case they ruled on'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_case_not_of_rater` BEFORE INSERT ON `calibration_case` WHEN exists (select 1 from calibration_person inner join ruling on ruling.ruling_id = new.ruling_id where calibration_person.calibration_id = new.calibration_id and calibration_person.person_id = ruling.person_id) BEGIN SELECT raise(abort, 'nobody rates a case they ruled on'); END;
--> statement-breakpoint
CREATE TRIGGER `ruling_moment_no_update` BEFORE UPDATE ON `ruling_moment` BEGIN SELECT raise(abort, 'the moment of a ruling is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `ruling_moment_no_delete` BEFORE DELETE ON `ruling_moment` BEGIN SELECT raise(abort, 'the moment of a ruling is never changed'); END;
--> statement-breakpoint
CREATE VIRTUAL TABLE `ruling_text` USING fts5(`words`, `ruling_id` UNINDEXED, tokenize = 'trigram');
--> statement-breakpoint
INSERT INTO `ruling_text` (`words`, `ruling_id`) SELECT `reasons`, `ruling_id` FROM `ruling` ORDER BY `staged_at`, `ruling_id`;
--> statement-breakpoint
CREATE TRIGGER `ruling_text_kept` AFTER INSERT ON `ruling` BEGIN INSERT INTO `ruling_text` (`words`, `ruling_id`) VALUES (new.reasons, new.ruling_id); END;
