DROP INDEX `image_hash_band_0`;--> statement-breakpoint
DROP INDEX `image_hash_band_1`;--> statement-breakpoint
DROP INDEX `image_hash_band_2`;--> statement-breakpoint
DROP INDEX `image_hash_band_3`;--> statement-breakpoint
CREATE INDEX `image_hash_band_0` ON `image_hash` (((waves >> 47) & 131071),`waves`,`slopes`) WHERE waves is not null;--> statement-breakpoint
CREATE INDEX `image_hash_band_1` ON `image_hash` (((waves >> 30) & 131071),`waves`,`slopes`) WHERE waves is not null;--> statement-breakpoint
CREATE INDEX `image_hash_band_2` ON `image_hash` (((waves >> 13) & 131071),`waves`,`slopes`) WHERE waves is not null;--> statement-breakpoint
CREATE INDEX `image_hash_band_3` ON `image_hash` (((waves >> 0) & 8191),`waves`,`slopes`) WHERE waves is not null;