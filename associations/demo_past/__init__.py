"""What has happened in the demo's register before anybody opens it."""
