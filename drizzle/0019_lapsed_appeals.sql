DROP TRIGGER `appeal_ruling_after_own_view`;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_appeal` (
	`appeal_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`ruling_id` text NOT NULL,
	`by` text NOT NULL,
	`how` text NOT NULL,
	`new_information` text NOT NULL,
	`exhibits` text NOT NULL,
	`received_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`state` text NOT NULL,
	`result` text,
	`decided_ruling_id` text,
	`decided_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appeal_sides" CHECK("__new_appeal"."by" in ('buyer', 'seller')),
	CONSTRAINT "appeal_ways" CHECK("__new_appeal"."how" in ('exchange', 'letter', 'phone', 'message')),
	CONSTRAINT "appeal_states" CHECK("__new_appeal"."state" in ('open', 'decided', 'lapsed')),
	CONSTRAINT "appeal_results" CHECK(result is null or "__new_appeal"."result" in ('confirmed', 'changed', 'partly')),
	CONSTRAINT "appeal_says_what_is_new" CHECK(trim(new_information) <> ''),
	CONSTRAINT "appeal_decided_whole" CHECK((state = 'decided') = (result is not null) and (state = 'decided') = (decided_ruling_id is not null) and (state = 'decided') = (decided_at is not null))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_appeal`("appeal_id", "case_id", "ruling_id", "by", "how", "new_information", "exhibits", "received_at", "recorded_at", "person_id", "person_name", "state", "result", "decided_ruling_id", "decided_at") SELECT "appeal_id", "case_id", "ruling_id", "by", "how", "new_information", "exhibits", "received_at", "recorded_at", "person_id", "person_name", "state", "result", "decided_ruling_id", "decided_at" FROM `appeal`;--> statement-breakpoint
DROP TABLE `appeal`;--> statement-breakpoint
ALTER TABLE `__new_appeal` RENAME TO `appeal`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_one_open` ON `appeal` (`case_id`) WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once_a_side` ON `appeal` (`case_id`,`by`);--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once_a_ruling` ON `appeal` (`ruling_id`);--> statement-breakpoint
CREATE TRIGGER `appeal_is_against_a_ruling_in_effect` BEFORE INSERT ON `appeal` WHEN NOT EXISTS (SELECT 1 FROM `ruling` WHERE `ruling`.`ruling_id` = NEW.`ruling_id` AND `ruling`.`case_id` = NEW.`case_id` AND `ruling`.`state` = 'effective') BEGIN SELECT raise(abort, 'only a ruling in effect on the case can be appealed'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_is_frozen` BEFORE UPDATE OF `appeal_id`, `case_id`, `ruling_id`, `by`, `how`, `new_information`, `exhibits`, `received_at`, `recorded_at`, `person_id`, `person_name` ON `appeal` BEGIN SELECT raise(abort, 'an appeal is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_is_decided_once` BEFORE UPDATE OF `state`, `result`, `decided_ruling_id`, `decided_at` ON `appeal` WHEN OLD.`state` <> 'open' BEGIN SELECT raise(abort, 'an appeal is decided once'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_is_kept` BEFORE DELETE ON `appeal` BEGIN SELECT raise(abort, 'an appeal is never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `appeal_ruling_after_own_view` BEFORE INSERT ON `appeal_ruling` WHEN NOT EXISTS (SELECT 1 FROM `ruling` INNER JOIN `appeal` ON `appeal`.`appeal_id` = NEW.`appeal_id` AND `appeal`.`case_id` = `ruling`.`case_id` AND `appeal`.`state` = 'open' INNER JOIN `appeal_view` ON `appeal_view`.`appeal_id` = `appeal`.`appeal_id` AND `appeal_view`.`person_id` = `ruling`.`person_id` WHERE `ruling`.`ruling_id` = NEW.`ruling_id`) BEGIN SELECT raise(abort, 'an appeal is decided by somebody who noted an own view of it'); END;--> statement-breakpoint
CREATE TRIGGER `ruling_approver_hears_no_appeal` BEFORE INSERT ON `ruling` WHEN EXISTS (SELECT 1 FROM `ruling` AS `earlier` INNER JOIN `approval` AS `last` ON `last`.`ruling_id` = `earlier`.`ruling_id` WHERE `earlier`.`case_id` = NEW.`case_id` AND `earlier`.`state` = 'effective' AND `last`.`action` = 'approved' AND `last`.`person_id` = NEW.`person_id` AND `last`.`step` = (SELECT max(`step`) FROM `approval` WHERE `ruling_id` = `earlier`.`ruling_id`)) BEGIN SELECT raise(abort, 'whoever approved the ruling does not hear the appeal'); END;--> statement-breakpoint
CREATE TRIGGER `approval_by_nobody_who_ruled` BEFORE INSERT ON `approval` WHEN NEW.`action` = 'approved' AND EXISTS (SELECT 1 FROM `ruling` AS `its` INNER JOIN `ruling` AS `earlier` ON `earlier`.`case_id` = `its`.`case_id` AND `earlier`.`ruling_id` <> `its`.`ruling_id` AND `earlier`.`state` = 'effective' LEFT JOIN `approval` AS `last` ON `last`.`ruling_id` = `earlier`.`ruling_id` AND `last`.`action` = 'approved' AND `last`.`step` = (SELECT max(`step`) FROM `approval` WHERE `ruling_id` = `earlier`.`ruling_id`) WHERE `its`.`ruling_id` = NEW.`ruling_id` AND (`earlier`.`person_id` = NEW.`person_id` OR `last`.`person_id` = NEW.`person_id`)) BEGIN SELECT raise(abort, 'whoever ruled on a case approves no ruling on its appeal'); END;
