CREATE INDEX `job_waiting` ON `job` (`kind`,`run_after`) WHERE state = 'waiting';--> statement-breakpoint
CREATE TABLE `refund_tally` (
	`state` text NOT NULL,
	`currency` text NOT NULL,
	`refunds` integer NOT NULL,
	`minor` integer NOT NULL,
	PRIMARY KEY(`state`, `currency`)
) STRICT;
--> statement-breakpoint
INSERT INTO `refund_tally` (`state`, `currency`, `refunds`, `minor`) SELECT `state`, `currency`, count(*), sum(`amount_minor`) FROM `refund` GROUP BY 1, 2;
--> statement-breakpoint
CREATE TRIGGER `refund_tally_came` AFTER INSERT ON `refund` BEGIN
	INSERT INTO `refund_tally` VALUES (new.state, new.currency, 1, new.amount_minor) ON CONFLICT DO UPDATE SET `refunds` = `refunds` + 1, `minor` = `minor` + excluded.`minor`;
END;
--> statement-breakpoint
CREATE TRIGGER `refund_tally_moved` AFTER UPDATE OF `state`, `currency`, `amount_minor` ON `refund`
WHEN new.state IS NOT old.state OR new.currency IS NOT old.currency OR new.amount_minor IS NOT old.amount_minor BEGIN
	UPDATE `refund_tally` SET `refunds` = `refunds` - 1, `minor` = `minor` - old.amount_minor WHERE `state` = old.state AND `currency` = old.currency;
	INSERT INTO `refund_tally` VALUES (new.state, new.currency, 1, new.amount_minor) ON CONFLICT DO UPDATE SET `refunds` = `refunds` + 1, `minor` = `minor` + excluded.`minor`;
END;
--> statement-breakpoint
CREATE TRIGGER `refund_tally_went` AFTER DELETE ON `refund` BEGIN
	UPDATE `refund_tally` SET `refunds` = `refunds` - 1, `minor` = `minor` - old.amount_minor WHERE `state` = old.state AND `currency` = old.currency;
END;
