CREATE TABLE `policy_draft` (
	`person_id` text PRIMARY KEY NOT NULL,
	`person_name` text NOT NULL,
	`text` text NOT NULL,
	`based_on` text NOT NULL,
	`revision` integer NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `policy_version` (
	`version` text PRIMARY KEY NOT NULL,
	`effective_from` integer NOT NULL,
	`text` text NOT NULL,
	`text_sha256` text NOT NULL,
	`based_on` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`published_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "policy_version_based" CHECK(based_on <> version)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_version_effective` ON `policy_version` (`effective_from`);--> statement-breakpoint
CREATE TRIGGER `policy_version_no_update` BEFORE UPDATE ON `policy_version` BEGIN SELECT raise(abort, 'a published policy is never edited'); END;
--> statement-breakpoint
CREATE TRIGGER `policy_version_no_delete` BEFORE DELETE ON `policy_version` BEGIN SELECT raise(abort, 'a published policy is never edited'); END;
