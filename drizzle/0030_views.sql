CREATE INDEX `dispute_case_open_priority` ON `dispute_case` ("priority" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_open_due` ON `dispute_case` (coalesce(`due_at`, 8640000000000000),`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_open_amount` ON `dispute_case` ("value" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_open_age` ON `dispute_case` (`received_at`,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_open_activity` ON `dispute_case` ("last_activity_at" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_rest_priority` ON `dispute_case` (`state`,"priority" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state not in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_rest_due` ON `dispute_case` (`state`,coalesce(`due_at`, 8640000000000000),`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state not in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_rest_amount` ON `dispute_case` (`state`,"value" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state not in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_rest_age` ON `dispute_case` (`state`,`received_at`,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state not in ('queued', 'in_review');--> statement-breakpoint
CREATE INDEX `dispute_case_rest_activity` ON `dispute_case` (`state`,"last_activity_at" desc,`number`,`reason`,`amount_currency`,`market`,`language`,`queue_id`,`source`) WHERE state not in ('queued', 'in_review');--> statement-breakpoint
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
