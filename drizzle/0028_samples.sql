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
ALTER TABLE `golden_case` ADD `golden_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `golden_case_id` ON `golden_case` (`golden_id`);--> statement-breakpoint
CREATE INDEX `ruling_in_effect` ON `ruling` (`effective_at`,`ruling_id`) WHERE state = 'effective';
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
