CREATE TABLE `ruling_moment` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`moment` text NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action
) STRICT;
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
--> statement-breakpoint
DROP INDEX `ruling_staged_at`;
--> statement-breakpoint
CREATE INDEX `ruling_list` ON `ruling` (`staged_at`,`ruling_id`,`state`,`outcome`,`reason`,`person_id`,`offer_id`,`amount_currency`,`amount_minor`,`case_id`);
