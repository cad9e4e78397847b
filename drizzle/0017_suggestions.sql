CREATE TABLE `ruling_suggestion` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`suggestion` text NOT NULL,
	`followed` text,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ruling_suggestion_followed" CHECK("ruling_suggestion"."followed" in ('yes', 'partly', 'no'))
) STRICT;--> statement-breakpoint
CREATE TRIGGER `ruling_suggestion_no_update` BEFORE UPDATE ON `ruling_suggestion` BEGIN SELECT raise(abort, 'a ruling is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `ruling_suggestion_no_delete` BEFORE DELETE ON `ruling_suggestion` BEGIN SELECT raise(abort, 'a ruling is never edited'); END;
