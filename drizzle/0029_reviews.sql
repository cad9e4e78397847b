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
DROP INDEX `appeal_once_a_side`;--> statement-breakpoint
ALTER TABLE `appeal` ADD `review_id` text REFERENCES review(review_id);--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once_a_review` ON `appeal` (`review_id`) WHERE review_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once_a_side` ON `appeal` (`case_id`,`by`) WHERE review_id is null;--> statement-breakpoint
ALTER TABLE `review` ADD `answer_until` integer;--> statement-breakpoint
CREATE TRIGGER `calibration_note_no_update` BEFORE UPDATE ON `calibration_note` BEGIN SELECT raise(abort, 'a note on a round is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_note_no_delete` BEFORE DELETE ON `calibration_note` BEGIN SELECT raise(abort, 'a note on a round is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `appeal_of_a_review_overturned` BEFORE INSERT ON `appeal` WHEN new.review_id is not null and not exists (select 1 from review where review_id = new.review_id and ruling_id = new.ruling_id and state = 'final' and settled_verdict = 'overturn') BEGIN SELECT raise(abort, 'only a ruling that a review overturned is corrected'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_person_not_author` BEFORE INSERT ON `calibration_person` WHEN exists (select 1 from calibration_case inner join ruling on ruling.ruling_id = calibration_case.ruling_id where calibration_case.calibration_id = new.calibration_id and ruling.person_id = new.person_id) BEGIN SELECT raise(abort, 'nobody rates a case they ruled on'); END;
--> statement-breakpoint
CREATE TRIGGER `calibration_case_not_of_rater` BEFORE INSERT ON `calibration_case` WHEN exists (select 1 from calibration_person inner join ruling on ruling.ruling_id = new.ruling_id where calibration_person.calibration_id = new.calibration_id and calibration_person.person_id = ruling.person_id) BEGIN SELECT raise(abort, 'nobody rates a case they ruled on'); END;
