"""What stands on a sheet, independent of any format: one file a sheet."""
