"""The demo province: Bạc Liêu in 2021, loaded through the services as if each role did its work."""
