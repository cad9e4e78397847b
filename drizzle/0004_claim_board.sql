CREATE TABLE `claim_standing` (
	`case_id` text NOT NULL,
	`claim_id` text NOT NULL,
	`standing` text NOT NULL,
	`reason` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `claim_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claim_standing_standing" CHECK("claim_standing"."standing" in ('agreed', 'contested', 'unanswered'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `contradiction` (
	`contradiction_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`first_id` text NOT NULL,
	`second_id` text NOT NULL,
	`words` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`first_id`) REFERENCES `evidence`(`evidence_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`second_id`) REFERENCES `evidence`(`evidence_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contradiction_order" CHECK(first_id < second_id)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `contradiction_pair` ON `contradiction` (`first_id`,`second_id`);--> statement-breakpoint
CREATE INDEX `contradiction_case` ON `contradiction` (`case_id`);--> statement-breakpoint
CREATE TABLE `exhibit_tie` (
	`case_id` text NOT NULL,
	`evidence_id` text NOT NULL,
	`claim_id` text NOT NULL,
	`is_tied` integer NOT NULL,
	`proves` text,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`evidence_id`, `claim_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_id`) REFERENCES `evidence`(`evidence_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `exhibit_tie_case` ON `exhibit_tie` (`case_id`);--> statement-breakpoint
CREATE TABLE `reminder` (
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`due_at` integer NOT NULL,
	`words` text NOT NULL,
	PRIMARY KEY(`person_id`, `case_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `reminder_due` ON `reminder` (`person_id`,`due_at`);--> statement-breakpoint
CREATE TABLE `spot` (
	`spot_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`evidence_id` text,
	`anchor` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`place` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_id`) REFERENCES `evidence`(`evidence_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `spot_number` ON `spot` (`case_id`,`anchor`,`number`);--> statement-breakpoint
CREATE TABLE `finding_spot` (
	`ruling_id` text NOT NULL,
	`claim_id` text NOT NULL,
	`position` integer NOT NULL,
	`spot_id` text NOT NULL,
	PRIMARY KEY(`ruling_id`, `claim_id`, `spot_id`),
	FOREIGN KEY (`spot_id`) REFERENCES `spot`(`spot_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `note` ADD `is_handover` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `party_id` ON `party` (`id`,`role`);