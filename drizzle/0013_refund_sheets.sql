CREATE TABLE `refund_sheet` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`cap_minor` integer NOT NULL,
	`tariff_code` text,
	`postage_paid_by` text,
	`postage_minor` integer,
	`second_minor` integer,
	`second_currency` text,
	`second_for` text,
	`rate` text,
	`rate_source` text,
	`rate_at` integer,
	`sheet` text NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refund_sheet_amount" CHECK(amount_minor > 0 and amount_minor <= cap_minor),
	CONSTRAINT "refund_sheet_payer" CHECK(postage_paid_by is null or "refund_sheet"."postage_paid_by" in ('buyer', 'seller', 'platform')),
	CONSTRAINT "refund_sheet_postage" CHECK(postage_minor is null or (postage_minor > 0 and postage_paid_by is not null and postage_paid_by <> 'buyer')),
	CONSTRAINT "refund_sheet_second" CHECK((second_minor is null and second_currency is null and second_for is null and rate is null and rate_source is null and rate_at is null)
        or (second_minor is not null and second_minor > 0 and second_currency is not null and second_currency <> currency and second_for is not null and second_for in ('buyer', 'seller')
          and rate is not null and rate glob '[0-9]*' and rate not glob '*[^0-9.]*' and rate glob '*[1-9]*' and rate_source is not null and trim(rate_source) <> '' and rate_at is not null))
) STRICT;
--> statement-breakpoint
DROP INDEX `refund_one_live`;--> statement-breakpoint
ALTER TABLE `refund` ADD `kind` text DEFAULT 'order' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `refund_one_live` ON `refund` (`ruling_id`,`kind`) WHERE state <> 'cancelled';--> statement-breakpoint
ALTER TABLE `case_order` ADD `fees` text;--> statement-breakpoint
ALTER TABLE `case_order` ADD `exchange` text;