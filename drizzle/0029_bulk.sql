CREATE TABLE `tag_tally` (
	`tag` text PRIMARY KEY NOT NULL,
	`cases` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `tag_tally_cases` ON `tag_tally` (`cases`);--> statement-breakpoint
ALTER TABLE `bulk` ADD `total` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `done` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `refused` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk` ADD `failed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `bulk_started` ON `bulk` (`started_at`);--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `last_activity_by` text;--> statement-breakpoint
CREATE INDEX `bulk_item_state_of` ON `bulk_item` (`bulk_id`,`state`,`place`);--> statement-breakpoint
INSERT INTO `tag_tally` (`tag`, `cases`) SELECT `tag`, count(*) FROM `case_tag` GROUP BY `tag`;
--> statement-breakpoint
CREATE TRIGGER `tag_tally_given` AFTER INSERT ON `case_tag` BEGIN
	INSERT INTO `tag_tally` VALUES (new.tag, 1) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `tag_tally_taken` AFTER DELETE ON `case_tag` BEGIN
	UPDATE `tag_tally` SET `cases` = `cases` - 1 WHERE `tag` = old.tag;
	DELETE FROM `tag_tally` WHERE `tag` = old.tag AND `cases` <= 0;
END;
