ALTER TABLE `dispute_case` ADD `shelf` text DEFAULT 'received' NOT NULL;
--> statement-breakpoint
UPDATE `dispute_case` SET `shelf` = CASE WHEN `state` IN ('queued', 'in_review') THEN 'open' ELSE `state` END;
--> statement-breakpoint
CREATE TRIGGER `case_shelf_came` AFTER INSERT ON `dispute_case` WHEN new.shelf <> CASE WHEN new.state IN ('queued', 'in_review') THEN 'open' ELSE new.state END BEGIN
	UPDATE `dispute_case` SET `shelf` = CASE WHEN new.state IN ('queued', 'in_review') THEN 'open' ELSE new.state END WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE TRIGGER `case_shelf_moved` AFTER UPDATE OF `state` ON `dispute_case` WHEN new.shelf <> CASE WHEN new.state IN ('queued', 'in_review') THEN 'open' ELSE new.state END BEGIN
	UPDATE `dispute_case` SET `shelf` = CASE WHEN new.state IN ('queued', 'in_review') THEN 'open' ELSE new.state END WHERE `case_id` = new.case_id;
END;
--> statement-breakpoint
CREATE INDEX `dispute_case_list_priority` ON `dispute_case` (`shelf`,"priority" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_list_due` ON `dispute_case` (`shelf`,`due_at`,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_list_amount` ON `dispute_case` (`shelf`,"value" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_list_age` ON `dispute_case` (`shelf`,`received_at`,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_list_activity` ON `dispute_case` (`shelf`,"last_activity_at" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_kind` ON `dispute_case` (`state`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`);--> statement-breakpoint
CREATE INDEX `dispute_case_appeal` ON `dispute_case` (`number`) WHERE has_appeal = 1;--> statement-breakpoint
CREATE INDEX `dispute_case_harm` ON `dispute_case` (`number`) WHERE harm is not null;--> statement-breakpoint
CREATE INDEX `dispute_case_faulty` ON `dispute_case` (`number`) WHERE json_array_length(integrity, '$.faults') > 0;
--> statement-breakpoint
ALTER TABLE `case_tally` ADD `changed` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE INDEX `case_tally_changed` ON `case_tally` (`changed`);
--> statement-breakpoint
DROP TRIGGER `case_tally_came`;
--> statement-breakpoint
DROP TRIGGER `case_tally_moved`;
--> statement-breakpoint
DROP TRIGGER `case_tally_went`;
--> statement-breakpoint
CREATE TRIGGER `case_tally_came` AFTER INSERT ON `dispute_case` BEGIN
	INSERT INTO `case_tally` VALUES (new.state, new.reason, coalesce(new.amount_currency, ''), coalesce(new.market, ''), coalesce(new.language, ''), coalesce(new.queue_id, ''), new.source, 1, (SELECT coalesce(max(`changed`), 0) + 1 FROM `case_tally`)) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1, `changed` = excluded.`changed`;
END;
--> statement-breakpoint
CREATE TRIGGER `case_tally_moved` AFTER UPDATE OF `state`, `reason`, `amount_currency`, `market`, `language`, `queue_id`, `source` ON `dispute_case`
WHEN new.state IS NOT old.state OR new.reason IS NOT old.reason OR new.amount_currency IS NOT old.amount_currency OR new.market IS NOT old.market OR new.language IS NOT old.language OR new.queue_id IS NOT old.queue_id OR new.source IS NOT old.source BEGIN
	UPDATE `case_tally` SET `cases` = `cases` - 1, `changed` = (SELECT coalesce(max(`changed`), 0) + 1 FROM `case_tally`) WHERE `state` = old.state AND `reason` = old.reason AND `currency` = coalesce(old.amount_currency, '') AND `market` = coalesce(old.market, '') AND `language` = coalesce(old.language, '') AND `queue_id` = coalesce(old.queue_id, '') AND `source` = old.source;
	INSERT INTO `case_tally` VALUES (new.state, new.reason, coalesce(new.amount_currency, ''), coalesce(new.market, ''), coalesce(new.language, ''), coalesce(new.queue_id, ''), new.source, 1, (SELECT coalesce(max(`changed`), 0) + 1 FROM `case_tally`)) ON CONFLICT DO UPDATE SET `cases` = `cases` + 1, `changed` = excluded.`changed`;
END;
--> statement-breakpoint
CREATE TRIGGER `case_tally_went` AFTER DELETE ON `dispute_case` BEGIN
	UPDATE `case_tally` SET `cases` = `cases` - 1, `changed` = (SELECT coalesce(max(`changed`), 0) + 1 FROM `case_tally`) WHERE `state` = old.state AND `reason` = old.reason AND `currency` = coalesce(old.amount_currency, '') AND `market` = coalesce(old.market, '') AND `language` = coalesce(old.language, '') AND `queue_id` = coalesce(old.queue_id, '') AND `source` = old.source;
END;
