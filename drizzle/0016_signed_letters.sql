CREATE TABLE `ruling_letter` (
	`ruling_id` text NOT NULL,
	`to` text NOT NULL,
	`language` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`is_edited` integer NOT NULL,
	PRIMARY KEY(`ruling_id`, `to`),
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ruling_letter_to" CHECK("ruling_letter"."to" in ('buyer', 'seller'))
) STRICT;--> statement-breakpoint
CREATE TRIGGER `ruling_letter_no_update` BEFORE UPDATE ON `ruling_letter` BEGIN SELECT raise(abort, 'a signed letter is never edited'); END;
