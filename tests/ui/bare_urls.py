"""An address without a language, for the tests of the page cache."""

from django.urls import path

from tests.ui.test_pagecache import kept

urlpatterns = [path("kept/", kept)]
