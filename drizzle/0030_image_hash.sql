CREATE TABLE `image_hash` (
	`sha256` text PRIMARY KEY NOT NULL,
	`slopes` integer,
	`waves` integer,
	FOREIGN KEY (`sha256`) REFERENCES `vault_file`(`sha256`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `image_hash_band_0` ON `image_hash` (((slopes >> 48) & 65535),`slopes`) WHERE slopes is not null;--> statement-breakpoint
CREATE INDEX `image_hash_band_1` ON `image_hash` (((slopes >> 32) & 65535),`slopes`) WHERE slopes is not null;--> statement-breakpoint
CREATE INDEX `image_hash_band_2` ON `image_hash` (((slopes >> 16) & 65535),`slopes`) WHERE slopes is not null;--> statement-breakpoint
CREATE INDEX `image_hash_band_3` ON `image_hash` (((slopes >> 0) & 65535),`slopes`) WHERE slopes is not null;--> statement-breakpoint
INSERT INTO `job` (`job_id`, `kind`, `unique_key`, `words`, `payload`, `state`, `attempts`, `max_attempts`, `run_after`, `created_at`)
	SELECT lower(hex(randomblob(16))), 'evidence.inspect', 'evidence.hashes', 'Note how pictures look', '{"hashesAfter":""}', 'waiting', 0, 3, now.`at`, now.`at`
	FROM (SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000 AS `at`) AS now WHERE EXISTS (SELECT 1 FROM `inspection`);
