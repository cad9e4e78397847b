CREATE TABLE `bulk` (
	`bulk_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`action` text NOT NULL,
	`order` text NOT NULL,
	`started_at` integer NOT NULL,
	`stopped_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `bulk_person` ON `bulk` (`person_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `bulk_item` (
	`bulk_id` text NOT NULL,
	`place` integer NOT NULL,
	`case_id` text NOT NULL,
	`state` text NOT NULL,
	`words` text,
	PRIMARY KEY(`bulk_id`, `place`),
	FOREIGN KEY (`bulk_id`) REFERENCES `bulk`(`bulk_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bulk_item_state" CHECK(state in ('waiting', 'done', 'refused', 'failed'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `bulk_item_waiting` ON `bulk_item` (`bulk_id`,`place`) WHERE state = 'waiting';--> statement-breakpoint
CREATE TABLE `case_seen` (
	`person_id` text NOT NULL,
	`case_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `case_id`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_tag` (
	`case_id` text NOT NULL,
	`tag` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `tag`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "case_tag_given" CHECK(tag <> '' and tag = lower(trim(tag)))
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_tag_tag` ON `case_tag` (`tag`,`case_id`);--> statement-breakpoint
CREATE TABLE `case_tally` (
	`state` text NOT NULL,
	`reason` text NOT NULL,
	`currency` text NOT NULL,
	`market` text NOT NULL,
	`language` text NOT NULL,
	`queue_id` text NOT NULL,
	`source` text NOT NULL,
	`cases` integer NOT NULL,
	PRIMARY KEY(`state`, `reason`, `currency`, `market`, `language`, `queue_id`, `source`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `queue_person` (
	`queue_id` text NOT NULL,
	`person_id` text NOT NULL,
	`capacity` integer,
	PRIMARY KEY(`queue_id`, `person_id`),
	FOREIGN KEY (`queue_id`) REFERENCES `work_queue`(`queue_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "queue_person_capacity" CHECK(capacity is null or capacity > 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE `work_queue` (
	`queue_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`place` integer NOT NULL,
	`rule` text NOT NULL,
	`skill` text,
	`is_active` integer NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "work_queue_name_given" CHECK(trim(name) <> '')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `work_queue_name` ON `work_queue` (lower("name"));--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `market` text;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `language` text;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `queue_id` text REFERENCES work_queue(queue_id);--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `priority` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `weigh_at` integer;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `harm` text;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `has_appeal` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `last_activity_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `last_activity` text;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `takings` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `skips` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `dispute_case` ADD `lapses` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `dispute_case_served` ON `dispute_case` (`queue_id`,"priority" desc,`number`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_weigh` ON `dispute_case` (`weigh_at`) WHERE weigh_at is not null;
--> statement-breakpoint
UPDATE `dispute_case` SET `last_activity_at` = `received_at`,
	`market` = (SELECT upper(`country`) FROM `party` WHERE `party`.`case_id` = `dispute_case`.`case_id` AND `role` = 'buyer' ORDER BY `position` LIMIT 1),
	`language` = (SELECT lower(substr(`language` || '-', 1, instr(`language` || '-', '-') - 1)) FROM `party` WHERE `party`.`case_id` = `dispute_case`.`case_id` AND `role` = 'buyer' ORDER BY `position` LIMIT 1),
	`has_appeal` = exists (SELECT 1 FROM `appeal` WHERE `appeal`.`case_id` = `dispute_case`.`case_id` AND `appeal`.`state` = 'open'),
	`weigh_at` = CASE WHEN `state` = 'queued' THEN 0 END;
--> statement-breakpoint
INSERT INTO `case_tally` (`state`, `reason`, `currency`, `market`, `language`, `queue_id`, `source`, `cases`)
SELECT `state`, `reason`, coalesce(`amount_currency`, ''), coalesce(`market`, ''), coalesce(`language`, ''), coalesce(`queue_id`, ''), `source`, count(*) FROM `dispute_case` GROUP BY 1, 2, 3, 4, 5, 6, 7;
--> statement-breakpoint
CREATE TRIGGER `case_tally_came` AFTER INSERT ON `dispute_case` BEGIN
	INSERT INTO `case_tally` VALUES (new.state, new.reason, coalesce(new.amount_currency, ''), coalesce(new.market, ''), coalesce(new.language, ''), coalesce(new.queue_id, ''), new.source, 1) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `case_tally_moved` AFTER UPDATE OF `state`, `reason`, `amount_currency`, `market`, `language`, `queue_id`, `source` ON `dispute_case`
WHEN new.state IS NOT old.state OR new.reason IS NOT old.reason OR new.amount_currency IS NOT old.amount_currency OR new.market IS NOT old.market OR new.language IS NOT old.language OR new.queue_id IS NOT old.queue_id OR new.source IS NOT old.source BEGIN
	UPDATE `case_tally` SET `cases` = `cases` - 1 WHERE `state` = old.state AND `reason` = old.reason AND `currency` = coalesce(old.amount_currency, '') AND `market` = coalesce(old.market, '') AND `language` = coalesce(old.language, '') AND `queue_id` = coalesce(old.queue_id, '') AND `source` = old.source;
	DELETE FROM `case_tally` WHERE `state` = old.state AND `reason` = old.reason AND `currency` = coalesce(old.amount_currency, '') AND `market` = coalesce(old.market, '') AND `language` = coalesce(old.language, '') AND `queue_id` = coalesce(old.queue_id, '') AND `source` = old.source AND `cases` <= 0;
	INSERT INTO `case_tally` VALUES (new.state, new.reason, coalesce(new.amount_currency, ''), coalesce(new.market, ''), coalesce(new.language, ''), coalesce(new.queue_id, ''), new.source, 1) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `case_tally_went` AFTER DELETE ON `dispute_case` BEGIN
	UPDATE `case_tally` SET `cases` = `cases` - 1 WHERE `state` = old.state AND `reason` = old.reason AND `currency` = coalesce(old.amount_currency, '') AND `market` = coalesce(old.market, '') AND `language` = coalesce(old.language, '') AND `queue_id` = coalesce(old.queue_id, '') AND `source` = old.source;
END;
